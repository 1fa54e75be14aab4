//! What accounts think of the service, and how many leave because of it: a score, a hazard, a loss.
//!
//! In: the scenario's door; what an account went through, as whole numbers. Out: [`Satisfaction`] and its pure curve.
//! Must not know: how contacts were counted, that there are replications. Nothing of it acts on the run: accounts do
//! not leave while it lasts.

use crate::math::{exp, exp_m1};

/// Score of an account that nothing was taken from.
const FULL_SCORE: f64 = 100.0;

/// How satisfied accounts are, and what follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Satisfaction {
    /// Points lost if no contact were answered in time.
    pub wait: f64,
    /// Points lost if every contact met a face that it should not have.
    pub continuity: f64,
    /// Points lost if every contact were one too many.
    pub resolution: f64,
    /// Which face a contact should meet.
    pub meets: Meets,
    /// Loss hazard per year at the reference score.
    pub loss_hazard: f64,
    /// β: the hazard grows by this share (compounded) with each point below the reference.
    pub per_point: f64,
    /// Score at which the hazard is `loss_hazard`.
    pub reference: f64,
    /// Factor on the hazard after an owner has left; 1 = no effect.
    pub departure: f64,
    /// Days for which it holds.
    pub departure_days: u32,
}

/// Which face a contact should meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// The person of the account's last answered contact.
    LastPerson,
    /// An owner of the account, whoever holds that seat.
    Owner,
}

/// What an account went through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Experience {
    /// Contacts that the service level is over.
    pub due: i64,
    /// Of these, answered in time.
    pub in_time: i64,
    /// Contacts that ended, however.
    pub contacts: i64,
    /// Of these, first contacts of a request.
    pub first: i64,
    /// Contacts of which it can be said whether they met the face they should.
    pub judged: i64,
    /// Of these, those that did.
    pub met: i64,
    /// Days counted.
    pub days: i64,
    /// Of these, days on which an owner's departure is felt.
    pub after_departure: i64,
}

impl std::ops::AddAssign for Experience {
    fn add_assign(&mut self, other: Self) {
        self.due += other.due;
        self.in_time += other.in_time;
        self.contacts += other.contacts;
        self.first += other.first;
        self.judged += other.judged;
        self.met += other.met;
        self.days += other.days;
        self.after_departure += other.after_departure;
    }
}

impl std::ops::SubAssign for Experience {
    fn sub_assign(&mut self, other: Self) {
        self.due -= other.due;
        self.in_time -= other.in_time;
        self.contacts -= other.contacts;
        self.first -= other.first;
        self.judged -= other.judged;
        self.met -= other.met;
        self.days -= other.days;
        self.after_departure -= other.after_departure;
    }
}

/// A part of a whole; of nothing it is nothing.
fn share(of: i64, whole: i64) -> f64 {
    if whole > 0 { of as f64 / whole as f64 } else { 0.0 }
}

impl Satisfaction {
    /// Whether the figures can differ between two staffings.
    pub fn matters(&self) -> bool {
        self.per_point > 0.0 || self.departure.to_bits() != 1.0_f64.to_bits()
    }

    /// 100 − wait·(share not in time) − continuity·(share that met another face) − resolution·(share of contacts beyond
    /// the first of their request); `None` where nothing is due yet. A share of nothing takes no points.
    pub fn score(&self, of: &Experience) -> Option<f64> {
        (of.due > 0).then(|| {
            FULL_SCORE
                - self.wait * share(of.due - of.in_time, of.due)
                - self.continuity * share(of.judged - of.met, of.judged)
                - self.resolution * share(of.contacts - of.first, of.contacts)
        })
    }

    /// Loss hazard per year: h·exp(β·(reference − score))·(1 + (factor − 1)·share of days after a departure). Who had no
    /// contact that is due is at the reference.
    pub fn hazard(&self, of: &Experience) -> f64 {
        let below = self.score(of).map_or(0.0, |score| self.reference - score);
        let felt = 1.0 + (self.departure - 1.0) * share(of.after_departure, of.days);
        self.loss_hazard * exp(self.per_point * below) * felt
    }

    /// Chance that an account is lost within a year: 1 − exp(−hazard).
    pub fn lost(&self, of: &Experience) -> f64 {
        -exp_m1(-self.hazard(of))
    }
}

#[cfg(test)]
mod tests {
    use super::{Experience, Meets, Satisfaction};
    use crate::math::exp;

    const RULES: Satisfaction = Satisfaction {
        wait: 40.0,
        continuity: 20.0,
        resolution: 30.0,
        meets: Meets::LastPerson,
        loss_hazard: 0.06,
        per_point: 0.02,
        reference: 80.0,
        departure: 1.5,
        departure_days: 182,
    };

    /// 10 contacts of 8 requests, 6 of them in time, 9 successions of which 3 with the same person: 100 − 40·0.4 −
    /// 20·2/3 − 30·0.2 = 64.667; half of the days after a departure: 0.06·e^(0.02·15.333)·1.25 = 0.10191….
    #[test]
    fn worked_by_hand() {
        let of = Experience {
            due: 10,
            in_time: 6,
            contacts: 10,
            first: 8,
            judged: 9,
            met: 3,
            days: 20,
            after_departure: 10,
        };
        let score = RULES.score(&of).expect("there are contacts");
        assert!((score - (100.0 - 16.0 - 40.0 / 3.0 - 6.0)).abs() < 1e-12, "{score}");
        let hazard = 0.06 * exp(0.02 * (80.0 - score)) * 1.25;
        assert!((RULES.hazard(&of) - hazard).abs() < 1e-12);
        assert!((RULES.lost(&of) - (1.0 - exp(-hazard))).abs() < 1e-12);
    }

    #[test]
    fn who_had_no_contact_is_at_the_reference() {
        let nothing = Experience { days: 20, ..Experience::default() };
        assert_eq!(RULES.score(&nothing), None);
        assert!((RULES.hazard(&nothing) - 0.06).abs() < 1e-15);
    }

    #[test]
    fn the_worst_there_is_stays_within_bounds() {
        let of = Experience { due: 9, contacts: 9, judged: 9, ..Experience::default() };
        let steep = Satisfaction { per_point: 1.0, wait: 50.0, ..RULES };
        assert!(steep.score(&of).expect("contacts").abs() < 1e-9);
        assert!((0.0..=1.0).contains(&steep.lost(&of)));
    }

    #[test]
    fn no_effect_is_told() {
        assert!(RULES.matters());
        assert!(!Satisfaction { per_point: 0.0, departure: 1.0, ..RULES }.matters());
    }
}
