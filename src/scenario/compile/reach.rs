//! Whether ladders reach somebody, as far as groups and channels tell.

use super::crews::Crew;
use super::{Door, at};
use crate::model::{Ladder, Target};

impl Door<'_> {
    /// A call-back takes time, too.
    pub(super) fn check_call_back(&mut self, group: usize, channel: Option<u8>) {
        let scenario = self.scenario;
        let Some((name, facts)) = scenario.groups.iter().nth(group) else { return };
        let Some(channel) = channel.map(|channel| scenario.channels.names()[usize::from(channel)]) else {
            return;
        };
        let path = at!("groups", name, "handle_time");
        let said = self.problems.iter().any(|problem| problem.path == path);
        if !said && facts.handle_time.get(channel).is_none() {
            let message = format!("group `{name}` is called back by {channel} but has no handle time for it");
            let help = format!("add {channel} = {{ lognormal = {{ mean = \"5m\", cv = 1.0 }} }}");
            self.say("missing_key", path, message, "not in here", &help);
        }
    }

    /// A call-back must not leave a message of its own that is called back: the two would go on for ever.
    pub(super) fn check_call_back_ends(&mut self, name: &str, channel: u8, ladder: &Ladder) {
        if !ladder.rungs.iter().any(|rung| rung.message.is_some_and(|message| message.call_back.is_some())) {
            return;
        }
        let channel = self.scenario.channels.names()[usize::from(channel)];
        let path = at!("staffings", name, "ladder");
        let message =
            format!("call-backs by {channel} have a ladder that leaves a message to be called back again");
        if !self.problems.iter().any(|problem| problem.message == message && problem.path == path) {
            let help = format!(
                "give them a ladder of their own: [[staffings.{name}.ladders]] with channels = [\"{channel}\"]"
            );
            self.say("ladder", path, message, "never ends", &help);
        }
    }

    /// Somebody must be able to take what comes.
    pub(super) fn check_reach(
        &mut self,
        name: &str,
        group: usize,
        channel: usize,
        ladder: &Ladder,
        served_by: &[bool],
        crews: &[Crew],
    ) {
        let scenario = self.scenario;
        let (group_name, channel_name) = (scenario.groups.names()[group], scenario.channels.names()[channel]);
        if !self.asked[group * scenario.channels.len() + channel] {
            return;
        }
        let what = format!("{channel_name} contacts of group `{group_name}`");
        if !served_by.iter().any(|serves| *serves) {
            let message = format!("nobody in staffing `{name}` serves {what}");
            let help = "let a team serve them: serves = { groups = [...], channels = [...] }";
            self.say("uncovered", at!("staffings", name), message, "accounts that nobody covers", help);
            return;
        }
        let reaches = |target: &Target| match target {
            Target::TeamNamed(team) => served_by[usize::from(*team)],
            Target::SiteNamed(site) => {
                crews.iter().zip(served_by).any(|(crew, serves)| *serves && crew.site == usize::from(*site))
            }
            Target::Last => false,
            _ => true,
        };
        let anyone = ladder.rungs.iter().any(|rung| rung.message.is_some() || rung.to.iter().any(reaches));
        if !anyone {
            let message = format!("the ladder of staffing `{name}` reaches nobody who serves {what}");
            let help = "add a rung such as \"anyone\", or a team that serves them";
            self.say("unreachable", at!("staffings", name, "ladder"), message, "nobody can be reached", help);
        }
    }
}
