//! Admission: which requests never become contacts, because of what the staffing does for the account.
//!
//! Demand is drawn at its upper envelope and thinned on arrival: each request carries a mark, and is avoided where the
//! mark exceeds the share that the account's state now admits. There is no other way in which a staffing takes requests
//! away. In: the scenario's door. Out: [`Admission`]. Must not know: how a mark is drawn, who owns what.

use crate::time::{Moment, Span};

/// What thins requests.
#[derive(Debug, Clone, PartialEq)]
pub struct Admission {
    /// By channel; empty where there is none.
    pub self_service: Vec<Option<SelfService>>,
    /// After a contact with its own person an account's next request comes so many times later (1 = no effect).
    pub continuity: f64,
}

impl Default for Admission {
    fn default() -> Self {
        Self { self_service: Vec::new(), continuity: 1.0 }
    }
}

/// A portal that takes a channel's requests away over time, and people who keep them on the old way.
#[derive(Debug, Clone, PartialEq)]
pub struct SelfService {
    /// When it opens.
    pub from: Moment,
    /// How long adoption takes, evenly.
    pub over: Span,
    /// Share of requests that it takes in the end.
    pub share: f64,
    /// By person: keeps the accounts that he owns away from it.
    pub blocks: Vec<bool>,
    /// Until this is noticed.
    pub noticed: Moment,
}

impl SelfService {
    /// Share of requests taken at a moment, of an account whose owner blocks or does not.
    pub fn taken(&self, at: Moment, blocked: bool) -> f64 {
        if at < self.from || (blocked && at < self.noticed) {
            return 0.0;
        }
        // Who was kept away begins where the others began.
        let since = at - if blocked { self.noticed.max(self.from) } else { self.from };
        if since >= self.over { self.share } else { self.share * since as f64 / self.over as f64 }
    }
}

impl Admission {
    /// Nothing is thinned.
    pub fn is_open(&self) -> bool {
        self.self_service.is_empty() && self.continuity <= 1.0
    }

    /// Share of requests admitted on a channel at a moment; `served_by_owner`: so was the account's last contact.
    pub fn admitted(&self, channel: u8, at: Moment, blocked: bool, served_by_owner: bool) -> f64 {
        let portal = self.self_service.get(usize::from(channel)).and_then(Option::as_ref);
        let left = portal.map_or(1.0, |portal| 1.0 - portal.taken(at, blocked));
        if served_by_owner { left / self.continuity } else { left }
    }
}

#[cfg(test)]
mod tests {
    use super::{Admission, SelfService};
    use crate::time::DAY;

    #[test]
    fn adoption_grows_and_who_blocks_delays_it() {
        let portal =
            SelfService { from: 10 * DAY, over: 20 * DAY, share: 0.4, blocks: Vec::new(), noticed: 40 * DAY };
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        near(portal.taken(9 * DAY, false), 0.0);
        near(portal.taken(20 * DAY, false), 0.2);
        near(portal.taken(99 * DAY, false), 0.4);
        near(portal.taken(39 * DAY, true), 0.0);
        near(portal.taken(50 * DAY, true), 0.2);
        let admission = Admission { self_service: vec![None, Some(portal)], continuity: 1.25 };
        near(admission.admitted(0, 99 * DAY, false, false), 1.0);
        near(admission.admitted(0, 99 * DAY, false, true), 0.8);
        near(admission.admitted(1, 99 * DAY, false, true), 0.48);
        assert!(!admission.is_open() && Admission::default().is_open());
    }
}
