//! Accounts that nobody on duty can serve for long: the holes in a week of shifts.
//!
//! In: a model. Out: [`Gap`]s. Must not know: leave, illness, breaks: they come on top.

use std::collections::BTreeMap;

use crate::model::{Leave, Model, Plan, Staffing, Target};
use crate::scenario::names::Names;
use crate::time::{DAY, HOUR, MINUTE, Span};
use crate::workforce::timeline::is_filled;

/// Open time without anybody from which on it is long.
pub const LONG: Span = HOUR;

/// The grain of the search.
const SLOT: Span = 15 * MINUTE;
const PER_DAY: usize = (DAY / SLOT) as usize;
const WORDS: usize = (7 * PER_DAY).div_ceil(64);

/// Accounts of a staffing whose contacts over a channel find nobody on duty for long while it is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The staffing.
    pub staffing: String,
    /// The channel.
    pub channel: String,
    /// How many accounts.
    pub accounts: usize,
    /// The longest stretch, and whose, on which weekday (Monday = 0), from when after midnight.
    pub longest: Span,
    /// An account that has it.
    pub example: String,
    /// On which weekday, Monday = 0.
    pub weekday: usize,
    /// From when, after midnight.
    pub from: Span,
}

/// Accounts of a staffing whose contacts reach named people only, who are on leave or ill at times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lone {
    /// The staffing.
    pub staffing: String,
    /// The channels.
    pub channels: Vec<String>,
    /// How many accounts.
    pub accounts: usize,
}

/// Quarters of an hour of a week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Week([u64; WORDS]);

impl Week {
    const NONE: Self = Self([0; WORDS]);
    const ALL: Self = Self([u64::MAX; WORDS]);

    fn set(&mut self, slot: usize) {
        let slot = slot % (7 * PER_DAY);
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    fn has(&self, slot: usize) -> bool {
        self.0[slot / 64] >> (slot % 64) & 1 == 1
    }

    fn join(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    fn open(model: &Model, channel: usize) -> Self {
        let mut week = Self::NONE;
        for day in 0..7 {
            let weekday = model.calendar.weekday(day);
            for slot in 0..PER_DAY {
                let middle = i64::from(day) * DAY + slot as i64 * SLOT + SLOT / 2;
                if model.channels[channel].opening.is_open(middle) {
                    week.set(weekday * PER_DAY + slot);
                }
            }
        }
        week
    }

    /// When an agent is planned to be there.
    fn of_agent(model: &Model, staffing: &Staffing, agent: u32) -> Self {
        let member = &staffing.agents[agent as usize];
        let mut week = Self::NONE;
        match (&staffing.teams[usize::from(member.team)].plan, member.shift) {
            (Plan::PerInterval(counts), _) => {
                let interval = model.calendar.interval;
                for day in 0..7 {
                    for slot in 0..PER_DAY {
                        let at = (slot as i64 * SLOT / interval) as usize;
                        if counts.get(at).is_some_and(|count| *count > 0) {
                            week.set(day * PER_DAY + slot);
                        }
                    }
                }
            }
            (Plan::Shifts, Some(shift)) => {
                for (day, hours) in model.shifts[usize::from(shift)].hours.iter().enumerate() {
                    let Some((from, to)) = hours else { continue };
                    let slots = from / SLOT..(to + SLOT - 1) / SLOT;
                    slots.for_each(|slot| week.set(day * PER_DAY + slot.max(0) as usize));
                }
            }
            _ => week = Self::ALL,
        }
        week
    }

    /// The longest stretch of open time that is not covered: (length, weekday, start). It may run over midnight, and from
    /// Sunday to Monday.
    fn longest_gap(&self, open: &Self) -> (Span, usize, Span) {
        let week = 7 * PER_DAY;
        let (mut longest, mut start, mut run) = (0, 0, 0);
        // Twice round, for what begins at the end of the week.
        for at in 0..2 * week {
            let slot = at % week;
            run = if open.has(slot) && !self.has(slot) { run + 1 } else { 0 };
            if run > longest {
                (longest, start) = (run, at + 1 - run);
            }
            if run == week {
                break;
            }
        }
        (longest as Span * SLOT, start % week / PER_DAY, (start % PER_DAY) as Span * SLOT)
    }
}

/// Whom a rung is open to, once the account is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    Agent(u32),
    Team(u16),
}

/// The week of everybody whom contacts may reach, remembered by whom.
struct Cover<'m> {
    model: &'m Model,
    staffing: &'m Staffing,
    /// People who do not count.
    gone: &'m [u32],
    weeks: BTreeMap<(Whom, u16, u16), Week>,
}

impl Cover<'_> {
    fn week(&mut self, whom: Whom, class: u16, group: u16) -> Week {
        let Self { model, staffing, gone, weeks } = self;
        *weeks.entry((whom, class, group)).or_insert_with(|| {
            let agents = match whom {
                Whom::Agent(agent) => agent..agent + 1,
                Whom::Team(team) => staffing.teams[usize::from(team)].agents.clone(),
            };
            let mut week = Week::NONE;
            // Whoever comes during the run covers, as leave and illness do not count either.
            let comes = |agent: &u32| {
                let seat = &staffing.agents[*agent as usize];
                !gone.contains(agent)
                    && staffing.may_serve(*agent, class, group)
                    && (0..model.calendar.days).any(|day| is_filled(seat, day))
            };
            for agent in agents.filter(comes) {
                week.join(&Week::of_agent(model, staffing, agent));
                if week == Week::ALL {
                    break;
                }
            }
            week
        })
    }

    /// The week of an account's contacts over a channel, and whether only named people who are away at times serve them.
    fn of_account(&mut self, account: u32, channel: usize) -> (Week, bool) {
        let staffing = self.staffing;
        let group = self.model.accounts[account as usize].group;
        let row = usize::from(group) * self.model.channels.len() + channel;
        let class = staffing.class_of[staffing.row(account, row)];
        let team = staffing.account_team[account as usize];
        let site_of = |team: u16| staffing.teams[usize::from(team)].site;
        let all = 0..staffing.teams.len() as u16;
        let ladder = &staffing.ladders[usize::from(staffing.classes[usize::from(class)].ladder)];
        if ladder.rungs.iter().any(|rung| rung.message.is_some()) {
            return (Week::ALL, false);
        }
        let mut whom: Vec<Whom> = Vec::new();
        for target in ladder.rungs.iter().flat_map(|rung| &rung.to) {
            let agents = |row: &[u32]| row.iter().map(|agent| Whom::Agent(*agent)).collect::<Vec<_>>();
            let at_site = |site: u16| {
                all.clone().filter(|team| site_of(*team) == site).map(Whom::Team).collect::<Vec<_>>()
            };
            whom.extend(match target {
                Target::Owner => agents(staffing.portfolio.owners.row(account)),
                Target::Deputy => agents(staffing.portfolio.deputies.row(account)),
                Target::Team => vec![Whom::Team(team)],
                Target::TeamNamed(team) => vec![Whom::Team(*team)],
                Target::Site => at_site(site_of(team)),
                Target::SiteNamed(site) => at_site(*site),
                Target::Anyone => all.clone().map(Whom::Team).collect(),
                Target::Last => Vec::new(),
            });
        }
        let away = |whom: &Whom| match whom {
            Whom::Team(_) => false,
            Whom::Agent(agent) => {
                let person = &self.model.people[staffing.agents[*agent as usize].person as usize];
                person.absence.share() > 0.0 || person.leave != Leave::Share(0.0)
            }
        };
        let lone = !whom.is_empty() && whom.iter().all(away);
        let mut week = Week::NONE;
        for whom in whom {
            week.join(&self.week(whom, class, group));
        }
        (week, lone)
    }
}

/// Which accounts are stranded without some people: of each set of `gone`, the accounts that find nobody on duty at an
/// open time of the week (over some channel that they use) at which somebody was with them there.
pub fn stranded(model: &Model, staffing: &Staffing, gone: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let asked = |account: usize, channel: usize| {
        model.volume.trace.is_some() || model.accounts[account].requests_per_day[channel] > 0.0
    };
    let open: Vec<Week> = (0..model.channels.len()).map(|channel| Week::open(model, channel)).collect();
    let mut with = Cover { model, staffing, gone: &[], weeks: BTreeMap::new() };
    let rows: Vec<(u32, usize, Week)> = (0..model.accounts.len())
        .flat_map(|account| (0..open.len()).map(move |channel| (account, channel)))
        .filter(|(account, channel)| asked(*account, *channel))
        .map(|(account, channel)| (account as u32, channel, with.of_account(account as u32, channel).0))
        .collect();
    let without = |gone: &Vec<u32>| {
        let mut cover = Cover { model, staffing, gone, weeks: BTreeMap::new() };
        let lost = |(account, channel, with): &(u32, usize, Week)| {
            let left = cover.of_account(*account, *channel).0;
            let open = open[*channel].0;
            (0..WORDS).any(|word| open[word] & with.0[word] & !left.0[word] != 0).then_some(*account)
        };
        let mut accounts: Vec<u32> = rows.iter().filter_map(lost).collect();
        accounts.dedup();
        accounts
    };
    gone.iter().map(without).collect()
}

/// All gaps longer than [`LONG`], and all accounts with named people only.
pub(super) fn holes(model: &Model, names: &Names) -> (Vec<Gap>, Vec<Lone>) {
    let (mut gaps, mut lonely) = (Vec::new(), Vec::new());
    let asked = |account: usize, channel: usize| {
        model.volume.trace.is_some() || model.accounts[account].requests_per_day[channel] > 0.0
    };
    let open: Vec<Week> = (0..model.channels.len()).map(|channel| Week::open(model, channel)).collect();
    for (staffing, name) in model.staffings.iter().zip(&names.staffings) {
        let mut cover = Cover { model, staffing, gone: &[], weeks: BTreeMap::new() };
        let mut alone = vec![false; model.accounts.len()];
        let mut channels = Vec::new();
        for (channel, open) in open.iter().enumerate() {
            let mut gap: Option<Gap> = None;
            let mut seen: BTreeMap<Week, (Span, usize, Span)> = BTreeMap::new();
            for account in (0..model.accounts.len()).filter(|account| asked(*account, channel)) {
                let (week, lone) = cover.of_account(account as u32, channel);
                if lone {
                    alone[account] = true;
                    if channels.last() != Some(&names.channels[channel]) {
                        channels.push(names.channels[channel].clone());
                    }
                }
                let (longest, weekday, from) = *seen.entry(week).or_insert_with(|| week.longest_gap(open));
                if longest <= LONG {
                    continue;
                }
                let gap = gap.get_or_insert_with(|| Gap {
                    staffing: name.clone(),
                    channel: names.channels[channel].clone(),
                    accounts: 0,
                    longest: 0,
                    example: String::new(),
                    weekday,
                    from,
                });
                gap.accounts += 1;
                if longest > gap.longest {
                    (gap.longest, gap.weekday, gap.from) = (longest, weekday, from);
                    gap.example.clone_from(&names.accounts[account]);
                }
            }
            gaps.extend(gap);
        }
        if !channels.is_empty() {
            let accounts = alone.iter().filter(|alone| **alone).count();
            lonely.push(Lone { staffing: name.clone(), channels, accounts });
        }
    }
    (gaps, lonely)
}
