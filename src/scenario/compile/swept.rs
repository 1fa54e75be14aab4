//! The door of `[sweep]`: what its levers run over.
//!
//! In: the table as written. Out: nothing but problems; whether the levers lead anywhere is known when they are moved.
//! Must not know: points.

use super::{Door, at};
use crate::scenario::along::Along;

impl Door<'_> {
    pub(super) fn check_swept(&mut self) {
        let levers = &self.scenario.sweep.levers;
        for (place, swept) in levers.iter().enumerate() {
            if let Err((key, why)) = Along::of(swept) {
                // The sentence says what is wrong, then what to do.
                let cut = why.find("; ").or_else(|| why.rfind(": "));
                let (message, help) = cut.map_or((why.as_str(), ""), |cut| (&why[..cut], &why[cut + 2..]));
                self.say("sweep", at!("sweep", "levers", place, key), message, "cannot be swept", help);
            }
            if levers[..place].iter().any(|known| known.lever == swept.lever) {
                self.say(
                    "sweep",
                    at!("sweep", "levers", place, "lever"),
                    format!("`{}` is swept twice", swept.lever),
                    "again",
                    "give all its values at once",
                );
            }
        }
        if self.scenario.sweep.sample.is_some() && levers.is_empty() {
            self.say(
                "sweep",
                at!("sweep", "sample"),
                "there is no range to sample from",
                "of what?",
                "add levers = [{ lever = \"teams.desk.agents\", from = 20, to = 30 }]",
            );
        }
    }
}
