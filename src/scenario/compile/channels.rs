//! Channels, from the file's words to the model's.
//!
//! In: `[channels]`, opening hours. Out: [`Channel`]s. Must not know: who brings contacts over them, who answers.

use super::hours::Week;
use super::laws::endless;
use super::{Door, at};
use crate::model::{ByInterval, Calendar, Channel, Clock, Closing, Kind, Patience, Redial};
use crate::random::subject;
use crate::scenario::file::{self, Duration};
use crate::scenario::problem::Step;
use crate::time::{SECOND, Span};

/// The time that is promised for work which may wait.
fn promised(channel: &file::Channel) -> Option<&Duration> {
    channel.goal_time.as_ref().filter(|_| channel.kind != file::Kind::Live)
}

/// The longest wait that counts as in time: as given, what is promised, or 20 s.
pub(super) fn in_time(channel: &file::Channel) -> Span {
    channel.in_time.as_ref().or_else(|| promised(channel)).map_or(20 * SECOND, Duration::span)
}

impl Door<'_> {
    pub(super) fn channels(&mut self, calendar: &Calendar, weeks: &[Week]) -> Vec<Channel> {
        let mut channels = Vec::new();
        for (index, (name, channel)) in self.scenario.channels.iter().enumerate() {
            let at = |key: &str| vec![Step::from("channels"), Step::from(name), Step::from(key)];
            let kind = match channel.kind {
                file::Kind::Live => Kind::Live,
                file::Kind::Deferrable => Kind::Deferrable,
                file::Kind::Proactive => Kind::Proactive,
            };
            let wall = channel.clock.map_or(kind == Kind::Live, |clock| clock == file::Clock::Wall);
            let clock = if wall { Clock::Wall } else { Clock::Opening };
            let in_time = in_time(channel);
            if channel.in_time.is_none() {
                let (value, whose) = match promised(channel) {
                    Some(goal) => (goal.0.as_str(), "the channel's `goal_time`, and the "),
                    None => ("20s", ""),
                };
                let note = format!("{whose}longest wait that counts as in time");
                self.assume(&format!("channels.{name}.in_time"), value, &note, false);
            }
            if clock == Clock::Opening && channel.clock.is_none() {
                let note = "its waits, and times within which it is answered, count while it is open";
                self.assume(&format!("channels.{name}.clock"), "opening", note, false);
            }
            self.note_kind(name, channel);
            let (goal_time, escalate) = self.goal_time(name, channel, kind, in_time);
            let week = &weeks[index];
            let patience = channel
                .patience
                .as_ref()
                .and_then(|patience| self.patience(patience, channel.balk, calendar, week, &at("patience")))
                .or_else(|| {
                    (channel.balk > 0.0)
                        .then(|| Patience { law: ByInterval::constant(endless()), balk: channel.balk })
                });
            if kind == Kind::Live && channel.patience.is_none() {
                let note = "contacts wait for ever: service levels look worse and waits longer than with abandonment";
                self.assume(&format!("channels.{name}.patience"), "none", note, false);
            }
            let redial = channel.redial.as_ref().and_then(|redial| {
                let mut path = at("redial");
                path.push("delay".into());
                let delay = self.seconds_law(&redial.delay, &path)?;
                if redial.probability >= 1.0 && delay.mean() <= 0.0 {
                    let message = "who always tries again, and at once, would do so for ever";
                    self.say("range", &path, message, "no time passes", "give a delay above 0");
                }
                Some(Redial { probability: redial.probability, delay })
            });
            if kind == Kind::Live && channel.interrupts.is_none() {
                let note = "live contacts interrupt deferrable work that is not urgent";
                self.assume(&format!("channels.{name}.interrupts"), "true", note, false);
            }
            if kind == Kind::Live && channel.closing == file::Closing::Drain {
                let note = "those on duty at closing stay, in overtime, until nobody waits";
                self.assume(&format!("channels.{name}.closing"), "drain", note, false);
            }
            channels.push(Channel {
                key: subject(name),
                kind,
                clock,
                opening: week.opening(calendar),
                closing: match channel.closing {
                    file::Closing::Drain => Closing::Drain,
                    file::Closing::Clear => Closing::Clear,
                },
                patience,
                redial,
                interrupts: channel.interrupts.unwrap_or(true),
                in_time,
                strict: channel.strict,
                short_abandon: channel.short_abandon.as_ref().map_or(5 * SECOND, Duration::span),
                goal_time,
                escalate,
            });
        }
        channels
    }

    /// Keys of one kind of channel that another has no use for.
    fn note_kind(&mut self, name: &str, channel: &file::Channel) {
        let is_live = channel.kind == file::Kind::Live;
        let is_deferrable = channel.kind == file::Kind::Deferrable;
        let given = [
            (
                "interrupts",
                !is_live && channel.interrupts.is_some(),
                "only live contacts interrupt other work",
                "Say it of the live channels, or take it out.",
            ),
            (
                "goal_time",
                is_live && channel.goal_time.is_some(),
                "live contacts are judged by `in_time`",
                "Write `in_time` in its place, or take it out.",
            ),
            (
                "escalate",
                !is_deferrable && channel.escalate.is_some(),
                "only deferrable work becomes urgent",
                "Take it out, or say it of a deferrable channel.",
            ),
        ];
        for (key, _, why, remedy) in given.into_iter().filter(|(_, is_vain, ..)| *is_vain) {
            let message = format!("`{key}` of channel `{name}` has no effect: {why}.");
            self.caution("no_effect", None, message, remedy);
        }
    }

    /// The time promised for deferrable work, and what is left of it when the work goes first.
    fn goal_time(
        &mut self,
        name: &str,
        channel: &file::Channel,
        kind: Kind,
        in_time: Span,
    ) -> (Option<Span>, Span) {
        let goal_time =
            (kind != Kind::Live).then(|| channel.goal_time.as_ref().map_or(in_time, Duration::span));
        let escalate = match (&channel.escalate, goal_time) {
            (Some(escalate), Some(goal)) if escalate.span() > goal => {
                let help = "escalation begins when less than this is left of the goal time";
                self.say(
                    "range",
                    at!("channels", name, "escalate"),
                    "`escalate` is longer than the goal time",
                    "too long",
                    help,
                );
                goal
            }
            (Some(escalate), _) => escalate.span(),
            // Proactive work never becomes urgent.
            (None, Some(_)) if kind != Kind::Deferrable => 0,
            (None, Some(goal)) => {
                let note = "deferrable work goes first once less than this is left of its goal time";
                self.assume(&format!("channels.{name}.escalate"), "a quarter of the goal time", note, false);
                goal / 4
            }
            (None, None) => 0,
        };
        (goal_time, escalate)
    }
}
