//! What a desk is, compiled: tables of numbers, valid by construction.
//!
//! In: nothing but the ground (time, laws). Out: [`Model`], read by every room to the right.
//! Must not know: TOML, names, files, chance (no draw happens here), results.
//!
//! Everything named in a scenario is an index here; names stay with the scenario (`scenario::Names`).
//! What two staffings share (accounts, channels, calendar, people) stands once in [`Model`]; what
//! they do differently stands in [`Staffing`].

pub mod absence;
pub mod accounts;
pub mod admission;
mod busiest;
pub mod calendar;
pub mod channels;
pub mod contact;
pub mod contract;
pub mod costs;
pub mod goals;
pub mod growth;
pub mod handling;
pub mod holding;
pub mod knowledge;
pub mod ladder;
mod log;
pub mod people;
pub mod portfolio;
pub mod programme;
mod rows;
pub mod satisfaction;
pub mod seats;
pub mod site_factors;
pub mod staffing;
pub mod succession;
pub mod turnover;
pub mod work;

pub use absence::{Absence, Spells};
pub use accounts::{Account, ByInterval, Group, HandleTime, Profile, Reason, Volume};
pub use admission::{Admission, SelfService};
pub use calendar::{Calendar, Opening};
pub use channels::{Channel, Clock, Closing, Kind, Patience, Redial};
pub use contact::{Contact, Origin};
pub use contract::Contract;
pub use costs::{COST_LINES, Capital, CostLine, Money, Premium, SiteCosts};
pub use goals::{Goal, GoalKind, Period, Promise, Scope};
pub use growth::Growth;
pub use handling::handle_time;
pub use holding::{Changed, Holding, Lists, Move};
pub use knowledge::Knowledge;
pub use ladder::{Absent, Class, Ladder, Line, Message, Opens, Rung, Target};
pub use log::{Alike, Log, Traced};
pub use people::{Agent, Break, Leave, Person, Plan, Shift, Site, Team};
pub use portfolio::Portfolio;
pub use programme::{PURPOSES, Payment, Programme, Purpose, Spending, Written};
pub use rows::Rows;
pub use satisfaction::Satisfaction;
pub use seats::{Review, Step};
pub use site_factors::SiteFactors;
pub use staffing::{Limit, LimitOf, Pull, Push, Staffing};
pub use succession::{Heir, Reorganisation, Succession};
pub use turnover::{RampUp, RateIs, Start, Turnover};

use std::ops::Range;

use crate::time::{DAY, Moment};

/// "No index": an account without owner, a contact that nobody served before.
pub const NONE: u32 = u32::MAX;

/// A scenario at one point of a study, ready to run.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Days, opening hours, intervals.
    pub calendar: Calendar,
    /// In file order.
    pub channels: Vec<Channel>,
    /// In file order.
    pub groups: Vec<Group>,
    /// Number of contact reasons (at least 1).
    pub reasons: usize,
    /// Handle time of (group, channel, reason); see [`Model::handle_time`].
    pub handle_times: Vec<HandleTime>,
    /// Every account, group by group: see [`Model::accounts_of`].
    pub accounts: Vec<Account>,
    /// Sectors are numbered; busyness may be common to one.
    pub sectors: usize,
    /// How volumes move from day to day.
    pub volume: Volume,
    /// In file order.
    pub sites: Vec<Site>,
    /// In file order.
    pub shifts: Vec<Shift>,
    /// Everybody who works in at least one staffing.
    pub people: Vec<Person>,
    /// In file order.
    pub staffings: Vec<Staffing>,
    /// In file order.
    pub goals: Vec<Goal>,
    /// What people know of accounts, and what that does; `None`: nothing is known, and nothing depends on it.
    pub knowledge: Option<Knowledge>,
    /// What accounts think of the service, and what their leaving costs; `None`: nobody asks.
    pub satisfaction: Option<Satisfaction>,
    /// What takes requests away.
    pub admission: Admission,
    /// Where handle times and follow-up shares were measured; `None`: they are taken as they are.
    pub measured: Option<knowledge::Measured>,
    /// Volumes entered are of contacts, repeats included.
    pub volume_of_contacts: bool,
    /// What things cost beside hours.
    pub money: Money,
    /// Contracts under which every staffing is priced, in file order.
    pub contracts: Vec<Contract>,
}

impl Model {
    /// Whether any channel is open at any time of a day.
    pub fn is_open_on(&self, day: u32) -> bool {
        let midnight = Moment::from(day) * DAY;
        self.channels.iter().any(|channel| channel.opening.next_open(midnight) < midnight + DAY)
    }

    /// Days of a year as runs count them, where they count working days: 52 weeks of the weekdays with an open channel.
    pub fn a_year(&self) -> u32 {
        52 * (0..7).filter(|day| self.is_open_on(*day)).count() as u32
    }

    /// The accounts of a group: they stand together, group by group.
    pub fn accounts_of(&self, group: usize) -> Range<usize> {
        let first =
            |group: usize| self.accounts.partition_point(|account| usize::from(account.group) < group);
        first(group)..first(group + 1)
    }

    /// The handle time of a contact of this group, channel and reason.
    #[inline]
    pub fn handle_time(&self, group: u16, channel: u8, reason: u8) -> &HandleTime {
        let row = usize::from(group) * self.channels.len() + usize::from(channel);
        &self.handle_times[row * self.reasons + usize::from(reason)]
    }
}
