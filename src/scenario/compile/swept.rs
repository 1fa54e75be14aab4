//! The door of `[size]`, `[sweep]` and `[threshold]`: what levers run over, and what is named beside them.
//!
//! In: the tables as written. Out: nothing but problems; whether the levers are there is looked up in the tree.
//! Must not know: points.

use super::{Door, at};
use crate::scenario::along::Along;
use crate::scenario::around::Around;
use crate::scenario::file::{BoundLever, FreeLever, SweptLever};
use crate::scenario::problem::Step;
use crate::scenario::ready::made;

/// The lever of a threshold, unless another is named.
const VOLUME: &str = "demand.volume";

impl Door<'_> {
    pub(super) fn check_swept(&mut self) {
        self.check_ready();
        let levers = &self.scenario.sweep.levers;
        for (place, swept) in levers.iter().enumerate() {
            if let Err((key, why)) = Along::of(swept) {
                self.say_cut("sweep", at!("sweep", "levers", place, key), &why, "cannot be swept");
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
        if self.scenario.sweep.sample.is_some() && levers.is_empty() && self.scenario.sweep.ready.is_none() {
            self.say(
                "sweep",
                at!("sweep", "sample"),
                "there is no range to sample from",
                "of what?",
                "add levers = [{ lever = \"teams.desk.agents\", from = 20, to = 30 }]",
            );
        }
    }

    /// Bounds of what `size` may move run upwards.
    pub(super) fn check_free(&mut self) {
        for (place, free) in self.scenario.size.free.iter().flatten().enumerate() {
            if let FreeLever::Within(BoundLever { lever, from, to: Some(to) }) = free
                && from > to
            {
                let message = format!("`{lever}` runs from {from} down to {to}");
                let path = at!("size", "free", place, "to");
                self.say("size", path, message, "below `from`", "swap `from` and `to`");
            }
        }
    }

    /// A ready-made sweep finds its lever in the scenario, and there are no others.
    fn check_ready(&mut self) {
        let sweep = &self.scenario.sweep;
        let Some(ready) = sweep.ready else {
            if sweep.staffing.is_some() {
                let message = "`staffing` says whose lever a ready-made sweep moves";
                let help = "add ready = \"rung-time\", or leave it out";
                self.say("sweep", at!("sweep", "staffing"), message, "of what?", help);
            }
            return;
        };
        for (key, beside) in [("levers", !sweep.levers.is_empty()), ("sample", sweep.sample.is_some())] {
            if beside {
                let message = format!("`ready` names its own values, and `{key}` others");
                self.say("sweep", at!("sweep", key), message, "said twice", "leave one of them out");
            }
        }
        if let Some(wanted) = &sweep.staffing
            && self.find(&self.scenario.staffings, "staffing", wanted, at!("sweep", "staffing")).is_none()
        {
            return;
        }
        // How many accounts there are makes no difference to whether there is a lever.
        if let Err(why) = made(ready, self.scenario, 1, sweep.staffing.as_deref()) {
            self.say_cut("sweep", at!("sweep", "ready"), &why, "nothing to move");
        }
    }

    /// A sentence says what is wrong, then what to do.
    fn say_cut(&mut self, code: &'static str, path: &[Step], why: &str, label: &str) {
        let cut = why.find("; ").or_else(|| why.rfind(": "));
        let (message, help) = cut.map_or((why, ""), |cut| (&why[..cut], &why[cut + 2..]));
        self.say(code, path, message, label, help);
    }

    pub(super) fn check_threshold(&mut self) {
        let scenario = self.scenario;
        let asked = &scenario.threshold;
        let lever = asked.lever.as_deref().unwrap_or(VOLUME);
        if asked.from.is_some() || asked.to.is_some() {
            let (from, to) = (asked.from.clone(), asked.to.clone());
            let swept = SweptLever { lever: lever.into(), values: None, from, to, points: None };
            if let Err((key, why)) = Along::of(&swept) {
                self.say_cut("threshold", at!("threshold", key), &why, "no range");
            }
        }
        for (place, moved) in asked.sensitivity.iter().enumerate() {
            match Around::of(moved) {
                Err((key, why)) => {
                    self.say_cut(
                        "threshold",
                        at!("threshold", "sensitivity", place, key),
                        &why,
                        "cannot be moved",
                    );
                }
                Ok(around) => {
                    let before = &asked.sensitivity[..place];
                    if around.touches(lever) {
                        let message =
                            format!("the threshold itself moves `{lever}`: it cannot be held at one end");
                        let path = at!("threshold", "sensitivity", place, "lever");
                        self.say("threshold", path, message, "moved already", "name a lever beside it");
                    } else if before.iter().any(|known| known.lever == moved.lever) {
                        let message = format!("`{}` is moved twice", moved.lever);
                        let path = at!("threshold", "sensitivity", place, "lever");
                        self.say("threshold", path, message, "again", "leave one of them out");
                    }
                }
            }
        }
        for (place, name) in asked.between.iter().flatten().enumerate() {
            self.find(&scenario.staffings, "staffing", name, at!("threshold", "between", place));
        }
        for (place, name) in asked.contracts.iter().flatten().enumerate() {
            self.find(&scenario.contracts, "contract", name, at!("threshold", "contracts", place));
        }
    }
}
