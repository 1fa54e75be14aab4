//! What must be named in a scenario, and what cannot be a name.
//!
//! In: the file. Out: problems, and the names that stand for others. Must not know: what is behind the names.

use super::{Door, at};
use crate::metrics::catalogue::Unit;
use crate::scenario::problem::Step;

impl Door<'_> {
    /// A scenario has channels, accounts and staffings.
    pub(super) fn check_tables(&mut self) {
        let scenario = self.scenario;
        for (what, path, empty) in [
            ("channel", "channels", scenario.channels.is_empty()),
            ("account group", "groups", scenario.groups.is_empty()),
            ("staffing", "staffings", scenario.staffings.is_empty()),
        ] {
            if empty {
                self.say(
                    "empty",
                    at!(path),
                    format!("there is no {what}"),
                    "nothing in it",
                    "name at least one",
                );
            }
        }
    }

    /// Names stand in the scopes of results, `channel=phone;group=key`: their signs cannot be part of a name.
    pub(super) fn check_names(&mut self) {
        let scenario = self.scenario;
        for (table, what, names) in [
            ("channels", "a channel", scenario.channels.names()),
            ("groups", "a group", scenario.groups.names()),
            ("sites", "a site", scenario.sites.names()),
            ("teams", "a team", scenario.teams.names()),
            ("staffings", "a staffing", scenario.staffings.names()),
            ("goals", "a goal", scenario.goals.names()),
        ] {
            for name in names {
                self.check_name(what, name, at!(table, name));
            }
        }
        self.check_currency();
    }

    /// In results the currency stands where other figures have their unit: it must not be taken for one.
    fn check_currency(&mut self) {
        let currency = &self.scenario.currency;
        if currency.is_empty() || matches!(Unit::from(currency.as_str()), Unit::Other(_) | Unit::Money(_)) {
            return;
        }
        let message =
            format!("`{currency}` cannot be a currency: figures are counted in it that are no money");
        self.say("name", at!("currency"), message, "another unit", "write its letters, such as \"EUR\"");
    }

    pub(super) fn check_name(&mut self, what: &str, name: &str, path: &[Step]) {
        if name.is_empty() || name.contains(|letter: char| matches!(letter, ';' | '=') || letter.is_control())
        {
            let message = format!("`{}` cannot be the name of {what}", name.escape_debug());
            let help = "names have at least one letter, and no `;`, no `=`, no line break";
            self.say("name", path, message, "not a name", help);
        }
    }

    /// The two staffings that are asked when they tie.
    pub(super) fn tie(&mut self) -> (usize, usize) {
        let scenario = self.scenario;
        let Some(named) = &scenario.tie else { return (0, 1) };
        let [one, other] = [0, 1].map(|index| {
            self.find(&scenario.staffings, "staffing", &named[index], at!("tie", index)).unwrap_or(index)
        });
        if one == other {
            let message = format!("`{}` always ties with itself", named[0]);
            self.say("twice", at!("tie"), message, "the same staffing", "name two different staffings");
        }
        (one, other)
    }

    /// Contact reasons by name: the drawing of a reason must not depend on the order of the file.
    pub(super) fn reasons(&self) -> Vec<&str> {
        let mut names = self.scenario.reasons.names();
        names.sort_unstable();
        names
    }

    /// Who handled the logged contacts is not replayed; a log may well name people who have left since.
    pub(super) fn note_logged_agents(&mut self, people: &[String]) {
        let all = self.logged_agents.len();
        if all == 0 {
            return;
        }
        let here = people.iter().filter(|name| self.logged_agents.contains(*name)).count();
        let note = format!(
            "who handled a contact is simulated anew; {here} of the column's {all} names are people of this scenario"
        );
        self.assume("demand.trace", "column `agent` is not used", &note, false);
    }
}
