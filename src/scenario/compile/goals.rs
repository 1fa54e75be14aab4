//! Goals.

use super::{Door, at};
use crate::model::{Goal, GoalKind, Period, Scope};
use crate::scenario::file;
use crate::scenario::names::GoalName;
use crate::time::{Span, format_span};

/// Metrics that a goal may name beside the …_within ones: (name, share?).
const METRICS: [(&str, bool); 22] = [
    ("abandonment", true),
    ("service_level", true),
    ("service_level_first", true),
    ("service_level_over_answered", true),
    ("service_level_excluding_short", true),
    ("service_level_short_as_met", true),
    ("mean_wait", false),
    ("mean_wait_all", false),
    ("occupancy", true),
    ("owner_share", true),
    ("owner_absent", true),
    ("contacts_per_request", false),
    ("cost_per_month", false),
    ("cost_per_request", false),
    ("cost_production", false),
    ("upc", true),
    ("hhi", false),
    ("coc", false),
    ("secon", true),
    ("abandoned_per_week", false),
    ("backlog", false),
    ("chance_day_meets_goals", true),
];

/// Those of them that are known for the centre as a whole only.
const OF_THE_CENTRE: [&str; 9] = [
    "occupancy",
    "cost_per_month",
    "cost_per_request",
    "cost_production",
    "upc",
    "hhi",
    "coc",
    "secon",
    "chance_day_meets_goals",
];

impl Door<'_> {
    pub(super) fn goals(&mut self) -> (Vec<Goal>, Vec<GoalName>) {
        let mut goals = Vec::new();
        let mut names = Vec::new();
        for (name, goal) in self.scenario.goals.iter() {
            let channel = match &goal.channel {
                Some(channel) => {
                    let found =
                        self.find(&self.scenario.channels, "channel", channel, at!("goals", name, "channel"));
                    let Some(found) = found else { continue };
                    Some(found as u8)
                }
                None => None,
            };
            let (threshold, at_least) = match (goal.at_least, goal.at_most) {
                (Some(threshold), None) => (threshold, true),
                (None, Some(threshold)) => (threshold, false),
                _ => {
                    let message = format!("goal `{name}` needs either `at_least` or `at_most`");
                    self.say("goal", at!("goals", name), message, "one of the two", "at_least = 0.8");
                    continue;
                }
            };
            let Some((kind, metric, text, share)) = self.goal_kind(name, goal, threshold, at_least) else {
                continue;
            };
            if goal.channel.is_some() && OF_THE_CENTRE.contains(&goal.metric.as_str()) {
                let message = format!("`{}` is measured over all channels together", goal.metric);
                self.say(
                    "goal",
                    at!("goals", name, "channel"),
                    message,
                    "not by channel",
                    "leave `channel` out",
                );
            }
            if share && !(0.0..=1.0).contains(&threshold) {
                let key = if at_least { "at_least" } else { "at_most" };
                let message = format!("`{key}` is a share from 0 to 1, not {threshold}");
                self.say("range", at!("goals", name, key), message, "not a share", "80 % is 0.8");
            }
            let scope = match goal.scope {
                file::Scope::Centre => Scope::Centre,
                file::Scope::Group => Scope::Group,
                file::Scope::Portfolio => Scope::Portfolio,
                file::Scope::Account => Scope::Account,
            };
            self.check_scope(name, goal, scope, &kind);
            let period = match goal.period {
                file::Period::Day => Period::Day,
                file::Period::Week => Period::Week,
                file::Period::Month => Period::Month,
            };
            goals.push(Goal { kind, channel, scope, period, threshold, at_least });
            names.push(GoalName {
                name: name.into(),
                metric: metric.into(),
                channel: goal.channel.clone().unwrap_or_default(),
                text,
            });
        }
        (goals, names)
    }

    fn goal_kind(
        &mut self,
        name: &str,
        goal: &file::Goal,
        threshold: f64,
        at_least: bool,
    ) -> Option<(GoalKind, &'static str, String, bool)> {
        let of = goal.channel.as_deref().unwrap_or("contacts");
        let bound = if at_least { "at least" } else { "at most" };
        let percent = format!("{} %", (1000.0 * threshold).round() / 10.0);
        let within = |door: &mut Self| -> Option<Span> {
            if goal.within.is_none() {
                let message = format!("goal `{name}` lacks `within`");
                door.say("missing_key", at!("goals", name), message, "within what time?", "within = \"20s\"");
            }
            Some(goal.within.as_ref()?.span())
        };
        let words =
            |did: &str, span: Span| format!("{bound} {percent} of {of} {did} within {}", format_span(span));
        match goal.metric.as_str() {
            "answered_within" => {
                let span = within(self)?;
                Some((GoalKind::AnsweredWithin(span), "service_level", words("answered", span), true))
            }
            "reached_owner_within" => {
                let span = within(self)?;
                Some((
                    GoalKind::ReachedOwnerWithin(span),
                    "owner_share",
                    words("reached their owner", span),
                    true,
                ))
            }
            "called_back_within" => {
                let span = within(self)?;
                Some((GoalKind::CalledBackWithin(span), "service_level", words("called back", span), true))
            }
            other => {
                let Some((metric, share)) = METRICS.iter().find(|(known, _)| *known == other) else {
                    let known = ["answered_within", "reached_owner_within", "called_back_within"];
                    let names: Vec<&str> =
                        known.into_iter().chain(METRICS.iter().map(|(name, _)| *name)).collect();
                    let help = crate::scenario::problem::suggestion(other, names);
                    let message = format!("no goal can be set on `{other}`");
                    self.say("unknown_name", at!("goals", name, "metric"), message, "no such metric", &help);
                    return None;
                };
                let value = if *share { percent } else { format!("{threshold}") };
                let of = goal.channel.as_ref().map_or(String::new(), |channel| format!(" of {channel}"));
                let text = format!("{}{of} {bound} {value}", metric.replace('_', " "));
                Some((GoalKind::Metric(metric), metric, text, *share))
            }
        }
    }

    /// Goals by group or account are measured by the channel's own service level.
    fn check_scope(&mut self, name: &str, goal: &file::Goal, scope: Scope, kind: &GoalKind) {
        if scope == Scope::Centre {
            return;
        }
        let channel = goal.channel.as_ref().and_then(|channel| self.scenario.channels.get(channel));
        let in_time = channel
            .map(|channel| channel.in_time.as_ref().map_or_else(|| "20s".into(), |time| time.0.clone()));
        let same = match (kind, &in_time, &goal.within) {
            (GoalKind::AnsweredWithin(span), Some(in_time), Some(_)) => {
                crate::time::parse_span(in_time).is_ok_and(|limit| limit == *span)
            }
            (GoalKind::Metric(_), Some(_), _) => scope == Scope::Group,
            _ => false,
        };
        if !same {
            let help = "give the goal a channel and the channel's own `in_time` as its `within`";
            let message =
                format!("goal `{name}` by group or account must be about its channel's service level");
            self.say("goal", at!("goals", name, "scope"), message, "cannot be measured", help);
        }
    }
}
