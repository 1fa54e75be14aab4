//! Work that comes, people who are there, and how busy that makes them.
//!
//! In: a model. Out: [`Demanded`], [`Desk`]: expected values, without chance. Must not know: queues.

use std::collections::BTreeSet;

use crate::model::{Agent, Kind, Leave, Model, Plan, Reason, Staffing, Team};
use crate::scenario::names::Names;
use crate::time::{HOUR, Span, from_seconds};
use crate::workforce::tenure::Tenures;
use crate::workforce::timeline::{DatedShift, headcount, is_filled};

/// What is expected to come over the days counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Demanded {
    /// Days on which some channel is open.
    pub open_days: u32,
    /// Requests per open day, by channel.
    pub per_open_day: Vec<f64>,
    /// Requests of a day by its weekday (Monday = 0), on average over the days counted.
    pub by_weekday: [f64; 7],
    /// Contacts over the whole run: requests and their follow-ups, without redials.
    pub contacts: f64,
    /// Work of an ordinary person over the days counted, in µs, by group.
    work: Vec<f64>,
    /// Largest load of an interval of live contacts, in erlangs.
    peak: f64,
    /// Largest load of an interval by group: the same interval.
    peak_of: Vec<f64>,
}

/// One source of work: a group's contacts over a channel.
struct Stream {
    group: usize,
    channel: usize,
    /// Requests per ordinary day, or contacts where these are entered.
    per_day: f64,
    /// Contacts per request, since follow-ups may have follow-ups; 1 where it is contacts that are entered.
    contacts: f64,
}

impl Stream {
    /// Mean handle time of contacts that arrive in an interval, in µs.
    fn handle_time(&self, model: &Model, interval: usize) -> f64 {
        handle_time(model, self.group as u16, self.channel as u8, interval)
    }
}

/// A group's own mean handle time over a channel, over its reasons, of contacts that arrive in an interval, in µs.
pub(super) fn handle_time(model: &Model, group: u16, channel: u8, interval: usize) -> f64 {
    let of_reason =
        |reason: Reason| reason.share * model.handle_time(group, channel, reason.number).mean.at(interval);
    let reasons = model.groups[usize::from(group)].reasons_of(usize::from(channel));
    reasons.map(of_reason).fold(0.0, |sum, more| sum + more)
}

fn streams(model: &Model) -> Vec<Stream> {
    let channels = model.channels.len();
    let mut rates = vec![0.0; model.groups.len() * channels];
    for account in &model.accounts {
        for (channel, rate) in account.requests_per_day.iter().enumerate() {
            rates[usize::from(account.group) * channels + channel] += rate;
        }
    }
    let stream = |(at, per_day): (usize, f64)| {
        let (group, channel) = (at / channels, at % channels);
        let reasons = model.groups[group].reasons_of(channel);
        let again = reasons.fold(0.0, |sum, reason| sum + reason.share * reason.follow_up);
        let contacts = if model.volume_of_contacts { 1.0 } else { 1.0 / (1.0 - again.min(0.99)) };
        Stream { group, channel, per_day, contacts }
    };
    rates.into_iter().enumerate().map(stream).filter(|stream| stream.per_day > 0.0).collect()
}

impl Demanded {
    /// Sums up demand.
    pub fn of(model: &Model) -> Self {
        let calendar = &model.calendar;
        let open = |day: &u32| {
            let midnight = i64::from(*day) * crate::time::DAY;
            model
                .channels
                .iter()
                .any(|channel| channel.opening.next_open(midnight) < midnight + crate::time::DAY)
        };
        let open_days = (calendar.warm_up_days..calendar.days).filter(open).count() as u32;
        let mut out = Self {
            open_days,
            per_open_day: vec![0.0; model.channels.len()],
            by_weekday: [0.0; 7],
            contacts: 0.0,
            work: vec![0.0; model.groups.len()],
            peak: 0.0,
            peak_of: vec![0.0; model.groups.len()],
        };
        match &model.volume.trace {
            Some(_) => out.add_trace(model),
            None => out.add_streams(model),
        }
        for requests in &mut out.per_open_day {
            *requests /= f64::from(open_days.max(1));
        }
        for (weekday, requests) in out.by_weekday.iter_mut().enumerate() {
            let days = (calendar.warm_up_days..calendar.days).filter(|day| calendar.weekday(*day) == weekday);
            *requests /= days.count().max(1) as f64;
        }
        out
    }

    fn add_streams(&mut self, model: &Model) {
        let calendar = &model.calendar;
        let intervals = calendar.intervals();
        // Live load by weekday, interval and group, on the busiest day of each weekday.
        let groups = model.groups.len();
        let mut live = vec![0.0; 7 * intervals * groups];
        for stream in streams(model) {
            let factors = &model.volume.day_factor[stream.channel];
            let profile = &model.volume.profiles[model.groups[stream.group].profile[stream.channel]];
            let mut busiest = [0.0_f64; 7];
            let mut by_weekday = [0.0_f64; 7];
            for day in 0..calendar.days {
                let weekday = calendar.weekday(day);
                if profile.cumulative[weekday].is_empty() {
                    continue;
                }
                let grown = model.volume.growth.as_ref();
                let grown = grown.map_or(1.0, |growth| growth.expected(stream.group, f64::from(day)));
                let factor = grown * factors[day as usize];
                self.contacts += stream.per_day * factor * stream.contacts;
                if day >= calendar.warm_up_days {
                    by_weekday[weekday] += factor;
                    busiest[weekday] = busiest[weekday].max(factor);
                }
            }
            for weekday in 0..7 {
                self.by_weekday[weekday] += stream.per_day * by_weekday[weekday];
                let mut before = 0.0;
                for (interval, upto) in profile.cumulative[weekday].iter().enumerate() {
                    let per_factor = stream.per_day * (upto - before);
                    let work = per_factor * stream.contacts * stream.handle_time(model, interval);
                    before = *upto;
                    self.per_open_day[stream.channel] += per_factor * by_weekday[weekday];
                    self.work[stream.group] += work * by_weekday[weekday];
                    if model.channels[stream.channel].kind == Kind::Live {
                        live[(weekday * intervals + interval) * groups + stream.group] +=
                            work * busiest[weekday] / calendar.interval as f64;
                    }
                }
            }
        }
        for slot in live.chunks(groups) {
            let load: f64 = slot.iter().sum();
            if load > self.peak {
                self.peak = load;
                self.peak_of = slot.to_vec();
            }
        }
    }

    fn add_trace(&mut self, model: &Model) {
        let calendar = &model.calendar;
        let mut live: std::collections::BTreeMap<i64, Vec<f64>> = std::collections::BTreeMap::new();
        let Some(log) = &model.volume.trace else { return };
        for row in log.rows.iter().filter(|row| row.is_demand(&model.channels)) {
            let weight = log.weight(row.day());
            self.contacts += weight;
            if row.time < calendar.counted_from() || row.time >= calendar.end() {
                continue;
            }
            let channel = usize::from(row.channel);
            let group = usize::from(model.accounts[row.account as usize].group);
            let stream = Stream { group, channel, per_day: 1.0, contacts: 1.0 };
            let work = row.handle_time.map_or_else(
                || stream.handle_time(model, calendar.interval_of(row.time)),
                |time| from_seconds(time) as f64,
            );
            self.per_open_day[channel] += weight;
            self.by_weekday[calendar.weekday(row.day())] += weight;
            self.work[group] += weight * work;
            if model.channels[channel].kind == Kind::Live {
                let slot =
                    live.entry(row.time / calendar.interval).or_insert_with(|| vec![0.0; model.groups.len()]);
                slot[group] += log.scale * work / calendar.interval as f64;
            }
        }
        for slot in live.into_values() {
            let load: f64 = slot.iter().sum();
            if load > self.peak {
                self.peak = load;
                self.peak_of = slot;
            }
        }
    }
}

/// A staffing in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// Its name.
    pub name: String,
    /// Its ladder in words.
    pub ladder: String,
    /// People on the payroll.
    pub people: usize,
    /// Paid hours per week ÷ those of a full-time week.
    pub fte: f64,
    /// Work per open hour, in erlangs: mean number of people busy while open.
    pub load: f64,
    /// The same of live contacts in the busiest interval.
    pub peak: f64,
    /// Expected hours of work ÷ expected hours on duty; `None` when nobody is ever there.
    pub occupancy: Option<f64>,
    /// Accounts with an owner.
    pub owned: usize,
    /// Owners of such an account, on average.
    pub owners: f64,
    /// No two of an account's owners are of the same shift.
    pub one_per_shift: bool,
}

/// Expected time of an agent over the days counted, in µs.
#[derive(Debug, Clone, Copy, Default)]
struct Times {
    paid: f64,
    on_duty: f64,
}

/// Whether there is such a seat on a day, and somebody in it.
fn has_person(agent: &Agent, day: u32) -> bool {
    is_filled(agent, day) && agent.has_seat(day)
}

fn times(model: &Model, agent: &Agent) -> Times {
    let person = &model.people[agent.person as usize];
    let calendar = &model.calendar;
    let Some(shift) = agent.shift else { return Times::default() };
    let (shift, site) = (&model.shifts[usize::from(shift)], &model.sites[usize::from(person.site)]);
    let mut sum = Times::default();
    for day in calendar.warm_up_days..calendar.days {
        let duty = DatedShift::at_site(shift, site, calendar, day);
        let Some(duty) = duty.filter(|duty| has_person(agent, duty.seated(calendar))) else { continue };
        sum.paid += duty.paid(agent.turn) as f64;
        let there = match &person.leave {
            Leave::Share(share) => 1.0 - share,
            Leave::Dates(_) => f64::from(u8::from(!person.leave.is_on(calendar.date(day)))),
        };
        sum.on_duty += duty.on_duty(agent.turn) as f64 * there * (1.0 - person.absence.share());
    }
    sum
}

/// Open time over the days counted, of all channels together.
fn open_time(model: &Model) -> Span {
    let calendar = &model.calendar;
    let (from, to) = (calendar.counted_from(), calendar.end());
    let quarter = crate::time::MINUTE * 15;
    let slots = (to - from) / quarter;
    let open = |slot: &i64| {
        let middle = from + slot * quarter + quarter / 2;
        model.channels.iter().any(|channel| channel.opening.is_open(middle))
    };
    (0..slots).filter(open).count() as Span * quarter
}

impl Desk {
    /// Sums a staffing up.
    pub fn of(model: &Model, names: &Names, staffing: usize, demanded: &Demanded) -> Self {
        let facts = &model.staffings[staffing];
        let calendar = &model.calendar;
        let weeks = f64::from(calendar.counted_days()) / 7.0;
        let (mut on_duty, mut fte) = (0.0, 0.0);
        for (index, team) in facts.teams.iter().enumerate() {
            let site = &model.sites[usize::from(team.site)];
            let mut paid = 0.0;
            if team.plan == Plan::Shifts {
                for agent in team.agents.clone() {
                    let member = &facts.agents[agent as usize];
                    let times = times(model, member);
                    let turnover = model.people[member.person as usize].turnover.as_ref();
                    // Owners' own factor is left out: an expectation to go by.
                    let [filled, trained] =
                        turnover.map_or([1.0, 1.0], |turnover| turnover.shares(team.turnover_factor));
                    paid += times.paid * filled;
                    on_duty += times.on_duty * trained;
                }
            } else {
                for day in calendar.warm_up_days..calendar.days {
                    let there = |agent: &u32| has_person(&facts.agents[*agent as usize], day);
                    let always = team.agents.clone().filter(there).count() as u32;
                    for interval in 0..calendar.intervals() {
                        let planned =
                            headcount(model, facts, &Tenures::default(), index as u16, day, interval);
                        let count = planned.map_or(0, |planned| planned.min(always));
                        paid += f64::from(count) * calendar.interval as f64;
                        on_duty += f64::from(count) * calendar.interval as f64;
                    }
                }
            }
            fte += paid / HOUR as f64 / weeks / site.full_time_hours;
        }
        let pace = pace(model, facts);
        let of = |loads: &[f64]| loads.iter().zip(&pace).map(|(load, pace)| load * pace).sum::<f64>();
        let work = of(&demanded.work);
        let rows = || (0..model.accounts.len() as u32).map(|account| facts.portfolio.owners.row(account));
        let differ = |row: &[u32]| {
            let shifts = row.iter().map(|agent| facts.agents[*agent as usize].shift);
            shifts.collect::<BTreeSet<Option<u16>>>().len() == row.len()
        };
        let owners = rows().map(<[u32]>::len);
        let owners: Vec<usize> = owners.filter(|count| *count > 0).collect();
        Self {
            name: names.staffings[staffing].clone(),
            ladder: names.ladders[staffing].clone(),
            people: facts
                .agents
                .iter()
                .filter(|agent| (0..calendar.days).any(|day| has_person(agent, day)))
                .count(),
            fte,
            load: work / (open_time(model) as f64).max(1.0),
            peak: of(&demanded.peak_of),
            occupancy: (on_duty > 0.0).then(|| work / on_duty),
            owned: owners.len(),
            one_per_shift: rows().all(differ),
            owners: owners.iter().sum::<usize>() as f64 / owners.len().max(1) as f64,
        }
    }
}

/// `lyon early 9, late 8; porto morning 4, evening 4`: how the people of teams with several shifts are split.
pub(super) fn split(model: &Model, (names, shifts): (&Names, &[&str]), staffing: usize) -> String {
    // The model has each shift of the file once for every clock.
    let clocks = (model.shifts.len() / shifts.len().max(1)).max(1);
    let facts = &model.staffings[staffing];
    let of_team = |(team, name): (&Team, &String)| {
        let mut by_shift: Vec<(&str, usize)> = Vec::new();
        for agent in team.agents.clone() {
            let Some(shift) = facts.agents[agent as usize].shift else { continue };
            let shift = shifts.get(usize::from(shift) / clocks)?;
            match by_shift.iter_mut().find(|(known, _)| known == shift) {
                Some((_, count)) => *count += 1,
                None => by_shift.push((shift, 1)),
            }
        }
        let said: Vec<String> = by_shift.iter().map(|(shift, count)| format!("{shift} {count}")).collect();
        (said.len() > 1).then(|| format!("{name}: {}", said.join(", ")))
    };
    let teams = facts.teams.iter().zip(&names.teams[staffing]).filter_map(of_team);
    teams.collect::<Vec<String>>().join("; ")
}

/// Mean factor on handle times of those who serve a group, by group.
fn pace(model: &Model, staffing: &Staffing) -> Vec<f64> {
    let channels = model.channels.len();
    let of_group = |group: usize| {
        let (mut sum, mut count) = (0.0, 0.0);
        for team in &staffing.teams {
            if team.serves[group * channels..][..channels].iter().any(|serves| *serves) {
                for agent in team.agents.clone() {
                    sum += staffing.agents[agent as usize].speed * team.factor[group];
                    count += 1.0;
                }
            }
        }
        if count > 0.0 { sum / count } else { 1.0 }
    };
    (0..model.groups.len()).map(of_group).collect()
}
