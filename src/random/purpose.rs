//! The list of purposes: what draws are for.
//!
//! In: nothing. Out: numbers that never change. Must not know: how draws are made, or used.

/// What a draw is for. The numbers are part of every result ever printed: append, never reuse or renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Purpose {
    /// Size of an account, relative to its group's mean.
    AccountSize = 1,
    /// Sector of an account.
    Sector = 2,
    /// Area of an account.
    Area = 3,
    /// Complexity of an account.
    Complexity = 4,
    /// Value per year of an account.
    Value = 5,
    /// Speed of a person.
    Speed = 6,
    /// Tenure of a person at the start.
    Tenure = 7,
    /// Documentation of an account.
    Documentation = 8,
    /// Anything else about a person that belongs to the population.
    PersonTrait = 9,

    /// The common busyness factor of a day.
    BusynessCommon = 20,
    /// A sector's busyness factor of a day.
    BusynessSector = 21,
    /// An account's own busyness factor of a day.
    BusynessOwn = 22,
    /// Number of requests of an (account, channel, day).
    Count = 23,
    /// The day that stands in for another when days are resampled from a trace.
    Resample = 24,
    /// A day's step of the walk by which volumes grow.
    Growth = 25,
    /// Whether a row of a log comes (once more) where volumes are scaled.
    Copy = 26,

    /// The key of a contact.
    ContactKey = 30,
    /// An arrival's place within its day.
    Place = 31,
    /// The unit-mean work of a contact.
    Work = 32,
    /// Patience.
    Patience = 33,
    /// Whether the contact balks.
    Balk = 34,
    /// Contact reason.
    Reason = 35,
    /// A rung's drawn time; n is the rung's key.
    RungTimer = 36,
    /// Whether an abandoned contact redials.
    Redial = 37,
    /// How long until the redial.
    RedialDelay = 38,
    /// Whether a contact comes back as a follow-up.
    FollowUp = 39,
    /// How long until the follow-up.
    FollowUpDelay = 40,
    /// The key of a child: redial, follow-up or call-back.
    Child = 41,
    /// The mark that decides whether a request is thinned at admission.
    Thinning = 42,
    /// Whether a contact balks at a stranger.
    StrangerBalk = 43,
    /// Whether a contact is resolved.
    Resolved = 44,
    /// Whether an error is made.
    ErrorMade = 45,

    /// Whether a person is absent on a date.
    Absence = 60,
    /// How long an absence lasts.
    AbsenceLength = 61,
    /// Where a seat's planned leave lies in the year.
    LeavePhase = 62,
    /// A person's tie-break of the day.
    PersonTie = 63,
    /// A break moved within its window.
    BreakPlace = 64,
    /// The unit exponential that a seat and generation spend against the hazard of leaving.
    Departure = 65,
    /// How long a vacancy lasts.
    Vacancy = 66,
    /// Whether a person leaves within a quarter that is drawn to weigh the risk of it.
    RiskedDeparture = 69,
    /// The chance of falling ill on a date, common to a roster.
    AbsenceCommon = 67,

    /// The choice of the random push rule.
    RandomPush = 80,
    /// People shuffled within the day, for the comparison value of continuity.
    Shuffle = 81,

    /// The place of a sampled point of a sweep along one lever.
    SweepPlace = 90,
    /// The order of the strata of a sweep along one lever.
    SweepOrder = 91,

    /// A bootstrap sample of Parts.
    Bootstrap = 100,
    /// Pilot replication of a calibration.
    Pilot = 101,
    /// A test's own draws.
    Test = 200,
}
