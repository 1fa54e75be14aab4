//! The workloads W1 to W3 as models of the product: stationary, always open, everybody always there.
//!
//! In: a number of days. Out: a [`Model`] with one staffing. Must not know: how it is played or timed.
//!
//! A workload is one live channel, one group, a flat profile of 48 intervals, and one account per stream of contacts.

use portflow::distribution::Law;
use portflow::model::{
    Absence, Absent, Account, Agent, ByInterval, Calendar, Channel, Class, Clock, Closing, Group, HandleTime,
    Kind, Ladder, Leave, Line, Model, Opening, Opens, Patience, Person, Plan, Portfolio, Profile, Pull, Push,
    Rows, Rung, Site, Staffing, Target, Team, Volume,
};
use portflow::random::subject;
use portflow::time::{DAY, Date, MINUTE, SECOND, from_seconds};

/// A workload in the table's terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workload {
    /// As in the table.
    pub(crate) name: &'static str,
    /// Streams of contacts, one account each.
    pub(crate) accounts: u32,
    /// Teams; 1, or one per account.
    pub(crate) teams: u32,
    /// Agents in all.
    pub(crate) agents: u32,
    /// Work offered, in erlangs.
    pub(crate) load: f64,
    /// Mean patience in seconds; `None` waits for ever.
    pub(crate) patience: Option<f64>,
    /// Mean wait of the answered in seconds, share of offered answered in 20 s, share abandoned: Erlang C or A.
    pub(crate) exact: [f64; 3],
}

/// Mean handle time of every workload, in seconds.
const HANDLE_TIME: f64 = 300.0;

impl Workload {
    /// One desk at 95 % occupancy, nobody gives up.
    pub(crate) const W1: Self = Self {
        name: "W1",
        accounts: 1,
        teams: 1,
        agents: 100,
        load: 95.0,
        patience: None,
        exact: [30.387, 0.6371, 0.0],
    };
    /// One overloaded desk with a patience of two minutes.
    pub(crate) const W2: Self = Self {
        name: "W2",
        load: 105.0,
        patience: Some(120.0),
        exact: [8.824, 0.757_71, 0.076_19],
        ..Self::W1
    };
    /// The contacts of W2 as 20 streams, each with a desk of five.
    pub(crate) const W3D: Self =
        Self { name: "W3d", accounts: 20, teams: 20, exact: [20.947, 0.565_16, 0.231_92], ..Self::W2 };
    /// The same streams on one desk.
    pub(crate) const W3P: Self = Self { name: "W3p", accounts: 20, ..Self::W2 };

    /// Contacts of a day, on average.
    pub(crate) fn per_day(&self) -> f64 {
        self.load * 86_400.0 / HANDLE_TIME
    }

    /// Days that hold so many contacts, at least.
    pub(crate) fn days(&self, contacts: u32) -> u32 {
        (f64::from(contacts) / self.per_day()).ceil() as u32
    }

    /// The model of so many days, of which the first `warm_up_days` are not counted.
    pub(crate) fn model(&self, days: u32, warm_up_days: u32) -> Model {
        Model {
            calendar: Calendar {
                start: Date::parse("2026-01-05").unwrap(),
                days,
                warm_up_days,
                interval: 30 * MINUTE,
            },
            channels: vec![self.channel()],
            groups: vec![group()],
            reasons: 1,
            handle_times: vec![HandleTime {
                work: Law::exponential(1.0).unwrap(),
                mean: ByInterval::constant(HANDLE_TIME * SECOND as f64),
                by_start: false,
            }],
            accounts: (0..self.accounts).map(|number| self.account(number)).collect(),
            sectors: 1,
            volume: volume(days),
            sites: vec![Site {
                key: subject("site"),
                hourly_cost: 30.0,
                overtime: 1.25,
                holidays: Vec::new(),
                full_time_hours: 35.0,
                factors: portflow::model::SiteFactors::default(),
            }],
            shifts: Vec::new(),
            people: (0..self.agents).map(person).collect(),
            staffings: vec![self.staffing()],
            goals: Vec::new(),
            knowledge: None,
            satisfaction: None,
            admission: portflow::model::Admission::default(),
            measured: None,
            volume_of_contacts: false,
            money: portflow::model::Money::default(),
            contracts: Vec::new(),
        }
    }

    fn channel(&self) -> Channel {
        Channel {
            key: subject("phone"),
            kind: Kind::Live,
            clock: Clock::Wall,
            opening: Opening::always(),
            closing: Closing::Drain,
            patience: self.patience.map(|mean| Patience {
                law: ByInterval::constant(Law::exponential(mean).unwrap()),
                balk: 0.0,
            }),
            redial: None,
            interrupts: false,
            in_time: from_seconds(20.0),
            strict: false,
            short_abandon: from_seconds(5.0),
            goal_time: None,
            escalate: 0,
        }
    }

    fn account(&self, number: u32) -> Account {
        Account {
            key: subject(&format!("account {number}")),
            group: 0,
            sector: 0,
            area: 0,
            complexity: 1.0,
            value: 1.0,
            requests_per_day: vec![self.per_day() / f64::from(self.accounts)],
        }
    }

    /// One rung, the account's team, open at once; longest idle, longest wait.
    fn staffing(&self) -> Staffing {
        let size = self.agents / self.teams;
        Staffing {
            teams: (0..self.teams).map(|number| team(number, size)).collect(),
            agents: (0..self.agents)
                .map(|agent| Agent {
                    person: agent,
                    team: (agent / size) as u16,
                    shift: None,
                    speed: 1.0,
                    admitted: None,
                    unfilled: None,
                    closed: Vec::new(),
                    leaves: None,
                    turn: 0,
                })
                .collect(),
            ladders: vec![Ladder {
                rungs: vec![Rung {
                    to: vec![Target::Team],
                    opens: Opens::After(0),
                    when_idle: 1,
                    absent: Absent::Passed,
                    message: None,
                    patience: 1.0,
                    balk: 0.0,
                }],
            }],
            classes: vec![Class {
                ladder: 0,
                channel: 0,
                priority: 0.0,
                served_by: vec![true; self.teams as usize],
                first_line: 0,
            }],
            lines: vec![Line { class: 0, rung: 0 }],
            class_of: vec![0],
            follow_up_class_of: vec![0],
            dedicated: Vec::new(),
            portfolio: Portfolio::default(),
            reference_owners: Rows::default(),
            account_team: (0..self.accounts).map(|number| (number % self.teams) as u16).collect(),
            push: Push::LongestIdle,
            pull: Pull::LongestWait,
            limits: Vec::new(),
            settled: Vec::new(),
            succession: None,
            shares: Vec::new(),
            reorganisations: Vec::new(),
            programme: portflow::model::Programme::default(),
            spending: portflow::model::Spending::default(),
        }
    }
}

fn group() -> Group {
    Group {
        key: subject("group"),
        reasons: vec![vec![1.0]],
        follow_up: vec![vec![0.0]],
        follow_up_delay: vec![Law::deterministic(86_400.0).unwrap()],
        profile: vec![0],
        patience: vec![None],
    }
}

fn volume(days: u32) -> Volume {
    let intervals = DAY / (30 * MINUTE);
    let flat: Vec<f64> = (1..=intervals).map(|end| end as f64 / intervals as f64).collect();
    Volume {
        profiles: vec![Profile { cumulative: vec![flat; 7], open: Default::default() }],
        day_factor: vec![vec![1.0; days as usize]],
        beyond: Vec::new(),
        common_cv: 0.0,
        sector_cv: 0.0,
        own_cv: 0.0,
        persistence: 0.0,
        growth: None,
        fixed_counts: false,
        trace: None,
    }
}

fn person(number: u32) -> Person {
    Person {
        key: subject(&format!("person {number}")),
        seat: number,
        roster: subject("roster"),
        site: 0,
        speed: 1.0,
        leave: Leave::Share(0.0),
        absence: Absence::Daily(0.0),
        turnover: None,
        population: 0,
    }
}

fn team(number: u32, size: u32) -> Team {
    Team {
        key: subject(&format!("team {number}")),
        site: 0,
        agents: number * size..(number + 1) * size,
        plan: Plan::Always,
        serves: vec![true],
        rank: vec![0],
        factor: vec![1.0],
        owner_factor: 1.0,
        turnover_factor: 1.0,
        owner_turnover: 1.0,
        review: None,
    }
}
