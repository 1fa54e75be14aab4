//! Goals.
//!
//! In: `[goals]`, and what staffings promise in their place. Out: [`Goal`]s, and each as a sentence says it. Must not
//! know: whether anybody meets them.

use std::collections::BTreeMap;

use super::channels::in_time;
use super::{Door, at};
use crate::metrics::catalogue::{ABANDONMENT, Direction, Metric, OWNER_SHARE, SERVICE_LEVEL, Unit, find};
use crate::model::{Goal, GoalKind, Period, Promise, Scope};
use crate::scenario::file;
use crate::scenario::names::GoalName;
use crate::scenario::problem::Step;
use crate::time::{Span, format_span};

/// What a goal is set on.
#[derive(Debug, Clone, Copy)]
enum On {
    /// A share within a wait: which, the figure that stands for it, what contacts did.
    Within(fn(Span) -> GoalKind, &'static Metric, &'static str),
    Figure(&'static Metric),
}

impl On {
    fn named(name: &str) -> Option<Self> {
        match name {
            "answered_within" => Some(Self::Within(GoalKind::AnsweredWithin, &SERVICE_LEVEL, "answered")),
            "reached_owner_within" => {
                Some(Self::Within(GoalKind::ReachedOwnerWithin, &OWNER_SHARE, "reached their owner"))
            }
            "called_back_within" => {
                Some(Self::Within(GoalKind::CalledBackWithin, &SERVICE_LEVEL, "called back"))
            }
            other => find(other).map(Self::Figure),
        }
    }

    fn is_share(self) -> bool {
        match self {
            Self::Within(..) => true,
            Self::Figure(metric) => metric.unit == Unit::Share,
        }
    }

    fn better(self) -> Direction {
        match self {
            Self::Within(..) => Direction::Higher,
            Self::Figure(metric) => metric.direction,
        }
    }
}

impl Door<'_> {
    pub(super) fn goals(&mut self) -> (Vec<Goal>, Vec<GoalName>) {
        let mut goals = Vec::new();
        let mut names = Vec::new();
        for (name, goal) in self.scenario.goals.iter() {
            // Each of these says what is wrong with its own keys, so that all of it is told at once.
            let channel = self.goal_channel(name, goal);
            let threshold = self.threshold(name, goal);
            let on = self.on(name, goal);
            let within = on.and_then(|on| self.within(name, goal, on));
            let (Some(channel), Some((threshold, at_least)), Some(on)) = (channel, threshold, on) else {
                continue;
            };
            self.check_share(at!("goals", name), on, threshold, at_least);
            self.note_direction(name, goal, on, at_least);
            let scope = match goal.scope {
                file::Scope::Centre => Scope::Centre,
                file::Scope::Group => Scope::Group,
                file::Scope::Portfolio => Scope::Portfolio,
                file::Scope::Account => Scope::Account,
            };
            let period = match goal.period {
                file::Period::Day => Period::Day,
                file::Period::Week => Period::Week,
                file::Period::Month => Period::Month,
            };
            let (kind, metric) = match (on, within) {
                (On::Within(kind, metric, _), Some(within)) => (kind(within), metric.name),
                (On::Within(..), None) => continue,
                (On::Figure(metric), _) if metric.name == ABANDONMENT.name => {
                    (GoalKind::Abandoned, metric.name)
                }
                (On::Figure(metric), _) => (GoalKind::Metric(metric.name), metric.name),
            };
            self.check_scope(name, goal, scope, (on, &kind));
            self.check_period(name, goal, &kind);
            goals.push(Goal { kind, channel, scope, period, threshold, at_least, own: BTreeMap::new() });
            names.push(GoalName {
                name: name.into(),
                metric: metric.into(),
                channel: goal.channel.clone().unwrap_or_default(),
                text: in_words(goal, on, within, threshold, at_least),
                own: BTreeMap::new(),
            });
        }
        self.promises(&mut goals, &mut names);
        (goals, names)
    }

    /// What staffings promise in place of goals.
    fn promises(&mut self, goals: &mut [Goal], names: &mut [GoalName]) {
        let scenario = self.scenario;
        for (staffing, (staffing_name, given)) in scenario.staffings.iter().enumerate() {
            for (name, promise) in given.goals.iter() {
                let path = at!("staffings", staffing_name, "goals", name);
                if self.find(&scenario.goals, "goal", name, path).is_none() {
                    continue;
                }
                let (Some(written), Some(index)) =
                    (scenario.goals.get(name), names.iter().position(|known| known.name == name))
                else {
                    continue;
                };
                let (goal, Some(on)) = (&mut goals[index], On::named(&written.metric)) else { continue };
                let (key, other) =
                    if goal.at_least { ("at_least", "at_most") } else { ("at_most", "at_least") };
                let (threshold, wrong) = if goal.at_least {
                    (promise.at_least, promise.at_most)
                } else {
                    (promise.at_most, promise.at_least)
                };
                if wrong.is_some() {
                    let message = format!("goal `{name}` is `{key}`: a staffing cannot turn it round");
                    let help = format!("write {key} = …");
                    self.say("goal", &[path, at!(other)].concat(), message, "the other way", &help);
                }
                let within = promise.within.as_ref().map(file::Duration::span);
                let kind = match (on, within) {
                    (On::Within(kind, ..), Some(within)) => kind(within),
                    _ => goal.kind.clone(),
                };
                if within.is_some() && (kind == goal.kind || goal.scope != Scope::Centre) {
                    if !matches!(on, On::Within(..)) {
                        let message = format!("`within` means nothing to `{}`", written.metric);
                        let at = [path, at!("within")].concat();
                        self.say("goal", &at, message, "not looked at", "leave it out");
                    } else if goal.scope != Scope::Centre {
                        let message =
                            format!("goal `{name}` by group or account is about its channel's service level");
                        let at = [path, at!("within")].concat();
                        self.say("goal", &at, message, "cannot be measured", "leave `within` as the goal's");
                    }
                }
                let threshold = threshold.unwrap_or(goal.threshold);
                self.check_share(path, on, threshold, goal.at_least);
                if kind == goal.kind && threshold.total_cmp(&goal.threshold).is_eq() {
                    // It promises what the goal says.
                    continue;
                }
                let within = within.or_else(|| written.within.as_ref().map(file::Duration::span));
                let text = in_words(written, on, within, threshold, goal.at_least);
                names[index].own.insert(staffing, text);
                goal.own.insert(staffing, Promise { kind, threshold });
            }
        }
    }

    /// The channel that a goal is about; `Some(None)` is all of them.
    #[expect(clippy::option_option, reason = "outside: it could be read; inside: all channels")]
    fn goal_channel(&mut self, name: &str, goal: &file::Goal) -> Option<Option<u8>> {
        let Some(channel) = &goal.channel else { return Some(None) };
        let path = at!("goals", name, "channel");
        let found = self.find(&self.scenario.channels, "channel", channel, path)?;
        Some(Some(found as u8))
    }

    /// The value, and whether it is the least.
    fn threshold(&mut self, name: &str, goal: &file::Goal) -> Option<(f64, bool)> {
        match (goal.at_least, goal.at_most) {
            (Some(threshold), None) => Some((threshold, true)),
            (None, Some(threshold)) => Some((threshold, false)),
            _ => {
                let message = format!("goal `{name}` needs either `at_least` or `at_most`");
                self.say("goal", at!("goals", name), message, "one of the two", "at_least = 0.8");
                None
            }
        }
    }

    fn on(&mut self, name: &str, goal: &file::Goal) -> Option<On> {
        // The walk has seen to it that there is such a metric.
        let on = On::named(&goal.metric)?;
        if let On::Figure(metric) = on
            && goal.channel.is_some()
            && !metric.scopes.channel
        {
            let message = format!("`{}` is measured over all channels together", goal.metric);
            let path = at!("goals", name, "channel");
            self.say("goal", path, message, "not by channel", "leave `channel` out");
        }
        Some(on)
    }

    /// The wait that a goal names: the metrics about one need it, the others have no use for it.
    fn within(&mut self, name: &str, goal: &file::Goal, on: On) -> Option<Span> {
        match (on, &goal.within) {
            (On::Within(..), None) => {
                let message = format!("goal `{name}` lacks `within`");
                self.say("missing_key", at!("goals", name), message, "within what time?", "within = \"20s\"");
            }
            (On::Figure(metric), Some(_)) => {
                let message = format!("`within` means nothing to `{}`", metric.name);
                let help = "leave it out, or set the goal on \"answered_within\"";
                self.say("goal", at!("goals", name, "within"), message, "not looked at", help);
            }
            _ => {}
        }
        Some(goal.within.as_ref()?.span())
    }

    /// What a goal, or a promise in its place, asks for is a share where its metric is one.
    fn check_share(&mut self, path: &[Step], on: On, threshold: f64, at_least: bool) {
        if on.is_share() && !(0.0..=1.0).contains(&threshold) {
            let key = if at_least { "at_least" } else { "at_most" };
            let message = format!("`{key}` is a share from 0 to 1, not {threshold}");
            self.say("range", &[path, at!(key)].concat(), message, "not a share", "80 % is 0.8");
        }
    }

    /// A goal that the worst meets best is mostly a slip.
    fn note_direction(&mut self, name: &str, goal: &file::Goal, on: On, at_least: bool) {
        let (key, other, way) = match (on.better(), at_least) {
            (Direction::Lower, true) => ("at_least", "at_most", "less"),
            (Direction::Higher, false) => ("at_most", "at_least", "more"),
            _ => return,
        };
        let message = format!(
            "Goal {name} has `{key}` of {}, of which {way} is better: the worse it is, the surer the goal is met.",
            goal.metric
        );
        self.caution(
            "goal_direction",
            None,
            message,
            &format!("If that is not what you mean, write {other} = …"),
        );
    }

    /// Goals by group or account are measured by the channel's own service level.
    fn check_scope(&mut self, name: &str, goal: &file::Goal, scope: Scope, (on, kind): (On, &GoalKind)) {
        if scope == Scope::Centre {
            return;
        }
        let channel = goal.channel.as_ref().and_then(|channel| self.scenario.channels.get(channel));
        let in_time = channel.map(in_time);
        let same = match (on, kind, in_time) {
            (On::Figure(metric), _, in_time) => {
                scope == Scope::Group && metric.scopes.contacts && metric.scopes.channel == in_time.is_some()
            }
            (On::Within(..), GoalKind::AnsweredWithin(span), Some(in_time)) => in_time == *span,
            _ => false,
        };
        if !same {
            let help = "give the goal a channel and the channel's own `in_time` as its `within`";
            let message =
                format!("goal `{name}` by group or account must be about its channel's service level");
            self.say("goal", at!("goals", name, "scope"), message, "cannot be measured", help);
        }
    }

    /// Days and weeks are kept apart for shares of the centre's contacts only: everything else is a figure of the run.
    fn check_period(&mut self, name: &str, goal: &file::Goal, kind: &GoalKind) {
        let period = match goal.period {
            file::Period::Month => return,
            file::Period::Week => "week",
            file::Period::Day => "day",
        };
        let scope = match goal.scope {
            file::Scope::Centre => None,
            file::Scope::Group => Some("group"),
            file::Scope::Portfolio => Some("portfolio"),
            file::Scope::Account => Some("account"),
        };
        let (message, help) = match (scope, kind) {
            (Some(scope), _) => (
                format!("goal `{name}` by {scope} is held over the whole run, not by {period}"),
                "leave `period` out, or take `scope` out",
            ),
            (None, GoalKind::Metric(metric)) => {
                (format!("`{metric}` is measured over the whole run, not by {period}"), "leave `period` out")
            }
            _ => return,
        };
        self.say("goal", at!("goals", name, "period"), message, "not looked at", help);
    }
}

/// The goal as a sentence says it.
fn in_words(goal: &file::Goal, on: On, within: Option<Span>, threshold: f64, at_least: bool) -> String {
    let bound = if at_least { "at least" } else { "at most" };
    let percent = format!("{} %", (1000.0 * threshold).round() / 10.0);
    let whose = match goal.scope {
        file::Scope::Centre => "",
        file::Scope::Group => " for the worst group",
        file::Scope::Portfolio => " for the worst portfolio",
        file::Scope::Account => " for the worst account",
    };
    match on {
        On::Within(_, _, did) => {
            let of = goal.channel.as_deref().unwrap_or("contacts");
            format!("{bound} {percent} of {of} {did} within {}{whose}", format_span(within.unwrap_or(0)))
        }
        On::Figure(metric) => {
            let value = if on.is_share() { percent } else { format!("{threshold}") };
            let of = goal.channel.as_ref().map_or(String::new(), |channel| format!(" of {channel}"));
            format!("{}{of} {bound} {value}{whose}", metric.name.replace('_', " "))
        }
    }
}
