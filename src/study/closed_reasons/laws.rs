//! Which handle times and patience of a channel are not those of the closed form.
//!
//! In: laws. Out: reasons. Must not know: ladders, days.

use super::About;
use crate::distribution::Law;
use crate::math::sqrt;
use crate::model::Traced;

/// Whether handle times or waits of a law are exponential ones.
fn is_exponential(law: &Law) -> bool {
    match law {
        Law::Exponential(_) => true,
        // With a shape of 1 they are.
        Law::Gamma(_) | Law::Weibull(_) => (law.cv() - 1.0).abs() < 1e-9,
        _ => false,
    }
}

impl About<'_> {
    /// What is not exponential.
    pub(super) fn of_laws(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if self.logged(|row| row.handle_time.is_some()) {
            reasons.push("handle times are those of the log".to_string());
        } else {
            reasons.extend(self.of_handle_times());
        }
        let facts = self.facts();
        let patience = || {
            let groups = self.accounts.iter().map(|account| &self.model.groups[usize::from(account.group)]);
            groups.map(|group| (group.patience[self.channel].as_ref(), facts.patience.as_ref()))
        };
        if self.logged(|row| row.patience.is_some()) {
            reasons.push("patience is that of the log".into());
        } else if patience().any(|(own, common)| {
            own.or(common).is_some_and(|patience| !patience.law.values().iter().all(is_exponential))
        }) {
            reasons.push("patience is not exponential".into());
        }
        if patience().any(|(own, _)| own.is_some()) {
            reasons.push("groups have patience of their own".into());
        }
        if patience().any(|(own, common)| own.or(common).is_some_and(|patience| patience.balk > 0.0)) {
            reasons.push("some leave at once rather than wait".into());
        }
        reasons
    }

    fn logged(&self, has: impl Fn(&Traced) -> bool) -> bool {
        let rows = self.model.volume.logged().iter();
        rows.filter(|row| usize::from(row.channel) == self.channel).any(has)
    }

    /// Whether the handle times of all contacts together are exponential, and how much they vary if not.
    fn of_handle_times(&self) -> Option<String> {
        let (mut weight, mut mean, mut square) = (0.0, 0.0, 0.0);
        let (mut exponential, mut least, mut most) = (true, f64::INFINITY, 0.0_f64);
        for account in &self.accounts {
            for reason in self.model.groups[usize::from(account.group)].reasons_of(self.channel) {
                // A log says how many come, not the scenario.
                let rate = if self.model.volume.trace.is_some() {
                    1.0
                } else {
                    account.requests_per_day[self.channel]
                };
                let table = self.model.handle_time(account.group, self.channel as u8, reason.number);
                let weighs = rate * reason.share;
                if weighs <= 0.0 {
                    continue;
                }
                exponential &= is_exponential(&table.work);
                let values = table.mean.values();
                for value in values {
                    (least, most) = (least.min(*value), most.max(*value));
                    let weighs = weighs / values.len() as f64;
                    weight += weighs;
                    mean += weighs * value;
                    square += weighs * value * value * table.work.second_moment();
                }
            }
        }
        if weight <= 0.0 || mean <= 0.0 || exponential && most <= least {
            return None;
        }
        let ratio = weight * square / (mean * mean) - 1.0;
        let cv = sqrt(ratio.max(0.0));
        let what = if exponential {
            "handle times differ by kind of contact or hour"
        } else {
            "handle times are not exponential"
        };
        // A law of another shape may vary as much.
        Some(if (cv - 1.0).abs() < 0.005 { what.into() } else { format!("{what} (cv {cv:.2})") })
    }
}
