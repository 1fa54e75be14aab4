//! The counters of a cell.
//!
//! In: nothing. Out: [`Count`], [`Counts`]. Must not know: which cells there are.

/// What is counted. Times are in µs, waits on the channel's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Count {
    /// First contacts that ended.
    First,
    /// Contacts that ended, however.
    Offered,
    /// Answered.
    Answered,
    /// Answered in time.
    InTime,
    /// First contacts answered in time.
    FirstInTime,
    /// First contacts that are pending.
    FirstPending,
    /// Gave up, balks included.
    Abandoned,
    /// Gave up within the short-abandonment limit.
    ShortAbandoned,
    /// Found a limit reached.
    Blocked,
    /// Left a message.
    Converted,
    /// Cut off at closing or at the end.
    Unserved,
    /// Deadline after the end of the run.
    Pending,
    /// Waits of answered contacts.
    WaitAnswered,
    /// Waits of all contacts.
    WaitAll,
    /// Handlings that ended.
    Handled,
    /// Their handle times.
    HandleTime,
    /// Answered, of an account with a reference owner.
    Owned,
    /// Of these, answered by a reference owner.
    ByOwner,
    /// Contacts of accounts with a reference owner.
    OwnedOffered,
    /// Of these, arrived while none of them was signed on.
    OwnerAbsent,
    /// Requests that never became contacts.
    Avoided,
}

/// Number of counters.
pub const COUNTS: usize = 21;

/// A cell's counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts([i64; COUNTS]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; COUNTS])
    }
}

impl Counts {
    /// A counter's value.
    #[inline]
    pub fn get(&self, count: Count) -> i64 {
        self.0[count as usize]
    }

    /// Adds to a counter.
    #[inline]
    pub fn add(&mut self, count: Count, amount: i64) {
        self.0[count as usize] += amount;
    }

    /// Requests: those admitted and those avoided, the same in every staffing.
    pub fn requests(&self) -> i64 {
        self.get(Count::First) + self.get(Count::Avoided)
    }

    /// Adds another cell's counters so many times.
    pub fn add_times(&mut self, other: &Self, times: i64) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += times * theirs;
        }
    }

    /// Contacts that the service level is over: offered, less pending.
    pub fn due(&self) -> i64 {
        self.get(Count::Offered) - self.get(Count::Pending)
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}
