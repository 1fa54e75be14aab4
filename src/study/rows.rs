//! Which figures over which slices: the rows that a comparison estimates for each staffing.
//!
//! In: a model, names, the details asked for. Out: [`Row`]s, and the sums of a part over one.
//! Must not know: replications.

use super::bill;
use crate::metrics::part::Slice;
use crate::metrics::{Count, Details, METRICS, Metric, Part, Satisfied, Sums, catalogue};
use crate::model::{Kind, Model, Period, Scope};
use crate::scenario::names::Names;
use crate::time::DAY;

/// A slice with its label, and the figures wanted over it.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Added up: the teams of a site are several.
    pub(super) slices: Vec<Slice>,
    pub(super) scope: String,
    pub(super) interval: String,
    pub(super) metrics: Vec<&'static Metric>,
    /// One of many: its sums are kept by block of replications, not by replication.
    pub(super) by_block: bool,
}

/// The usual figures by interval of the day.
const BY_INTERVAL: [&str; 6] = [
    catalogue::SERVICE_LEVEL.figure.name,
    catalogue::ABANDONMENT.figure.name,
    catalogue::MEAN_WAIT.figure.name,
    catalogue::OCCUPANCY.figure.name,
    catalogue::SCHEDULED_AGENTS.figure.name,
    catalogue::OFFERED_PER_DAY.figure.name,
];

/// The rows of one staffing.
pub(super) fn rows(model: &Model, names: &Names, staffing: usize, details: Details) -> Vec<Row> {
    let meant = |metric: &&Metric| catalogue::means_anything(metric, model);
    let meant = METRICS.iter().copied().filter(meant).collect();
    let mut rows = Rows { model, names, staffing, details, meant, made: Vec::new() };
    rows.add(Slice::default(), "all".into(), rows.figures(|_| true));
    rows.of_contacts();
    rows.of_people();
    rows.of_intervals();
    if details.agents {
        rows.of_agents();
    }
    if details.accounts {
        rows.of_accounts();
    }
    rows.made
}

/// Rows in the making.
struct Rows<'a> {
    model: &'a Model,
    names: &'a Names,
    staffing: usize,
    details: Details,
    /// Figures that mean anything here.
    meant: Vec<&'static Metric>,
    made: Vec<Row>,
}

impl Rows<'_> {
    fn figures(&self, keep: impl Fn(&Metric) -> bool) -> Vec<&'static Metric> {
        self.meant.iter().copied().filter(|metric| keep(metric)).collect()
    }

    fn add(&mut self, slice: Slice, scope: String, metrics: Vec<&'static Metric>) {
        self.add_sum(vec![slice], scope, metrics);
    }

    fn add_sum(&mut self, slices: Vec<Slice>, scope: String, metrics: Vec<&'static Metric>) {
        let by_block = slices.iter().any(|slice| slice.agent.is_some() || slice.account.is_some());
        self.made.push(Row { slices, scope, interval: String::new(), metrics, by_block });
    }

    /// Channels and groups.
    fn of_contacts(&mut self) {
        for (channel, name) in self.names.channels.iter().enumerate() {
            let slice = Slice { channel: Some(channel), ..Slice::default() };
            // Only work that can wait has a backlog.
            let waits = self.model.channels[channel].kind != Kind::Live;
            let figures =
                self.figures(|one| one.scopes.channel && (waits || one.name != catalogue::BACKLOG.name));
            self.add(slice, format!("channel={name}"), figures);
            for (group, group_name) in self.names.groups.iter().enumerate() {
                let figures = self.figures(|one| one.scopes.contacts && one.scopes.channel);
                let slice = Slice { group: Some(group), ..slice };
                self.add(slice, format!("channel={name};group={group_name}"), figures);
            }
        }
        for (group, name) in self.names.groups.iter().enumerate() {
            let slice = Slice { group: Some(group), ..Slice::default() };
            self.add(slice, format!("group={name}"), self.figures(|one| one.scopes.contacts));
        }
    }

    /// Teams and sites; channel by channel where somebody asks.
    fn of_people(&mut self) {
        let of_team = |team| Slice { team: Some(team), ..Slice::default() };
        for (team, name) in self.names.teams[self.staffing].iter().enumerate() {
            self.add_by_channel(&[of_team(team)], &format!("team={name}"));
        }
        for (site, name) in self.names.sites.iter().enumerate() {
            let teams = self.model.staffings[self.staffing].teams.iter().enumerate();
            let there = teams.filter(|(_, team)| usize::from(team.site) == site);
            let slices: Vec<Slice> = there.map(|(team, _)| of_team(team)).collect();
            if !slices.is_empty() {
                self.add_by_channel(&slices, &format!("site={name}"));
            }
        }
    }

    fn add_by_channel(&mut self, slices: &[Slice], scope: &str) {
        self.add_sum(slices.to_vec(), scope.to_owned(), self.figures(|one| one.scopes.people));
        if !self.details.teams {
            return;
        }
        for (channel, name) in self.names.channels.iter().enumerate() {
            let slices = slices.iter().map(|slice| Slice { channel: Some(channel), ..*slice }).collect();
            let figures = self.figures(|one| one.scopes.people && one.scopes.channel);
            self.add_sum(slices, format!("channel={name};{scope}"), figures);
        }
    }

    /// Times of day: the usual figures, or all that somebody asks for.
    fn of_intervals(&mut self) {
        let all = self.details.intervals;
        let wanted = |one: &Metric| if all { one.scopes.interval } else { BY_INTERVAL.contains(&one.name) };
        for interval in 0..self.model.calendar.intervals() {
            let label = crate::time::format_clock(interval as i64 * self.model.calendar.interval);
            let slice = Slice { interval: Some(interval), ..Slice::default() };
            let first = self.made.len();
            self.add(slice, "all".into(), self.figures(wanted));
            for (channel, name) in self.names.channels.iter().enumerate() {
                let slice = Slice { channel: Some(channel), ..slice };
                let figures = self.figures(|one| wanted(one) && one.scopes.channel);
                self.add(slice, format!("channel={name}"), figures);
            }
            self.made[first..].iter_mut().for_each(|row| row.interval.clone_from(&label));
        }
    }

    /// People; of a person's channels only the waits are known.
    fn of_agents(&mut self) {
        for (agent, member) in self.model.staffings[self.staffing].agents.iter().enumerate() {
            let name = &self.names.people[member.person as usize];
            let slice = Slice { agent: Some(agent), ..Slice::default() };
            self.add(slice, format!("agent={name}"), self.figures(|one| one.scopes.agent));
            for (channel, channel_name) in self.names.channels.iter().enumerate() {
                let slice = Slice { channel: Some(channel), ..slice };
                self.add(slice, format!("channel={channel_name};agent={name}"), Vec::new());
            }
        }
    }

    /// Accounts, alone and by channel.
    fn of_accounts(&mut self) {
        for (account, name) in self.names.accounts.iter().enumerate() {
            let slice = Slice { account: Some(account), ..Slice::default() };
            self.add(slice, format!("account={name}"), self.figures(|one| one.scopes.account));
            for (channel, channel_name) in self.names.channels.iter().enumerate() {
                let slice = Slice { channel: Some(channel), ..slice };
                let figures = self.figures(|one| one.scopes.account && one.scopes.channel);
                self.add(slice, format!("channel={channel_name};account={name}"), figures);
            }
        }
    }
}

/// The sums of a part over a row's slices.
pub(super) fn sums(model: &Model, staffing: usize, part: &Part, slices: &[Slice]) -> Sums {
    let mut sum = Sums {
        days: i64::from(model.calendar.counted_days()),
        error_cost: model.knowledge.as_ref().map_or(0.0, |knowledge| knowledge.error_cost),
        ..Sums::default()
    };
    for slice in slices {
        sum.counts += part.counts(*slice);
        sum.time += part.time(*slice);
        sum.span = sum.days * if slice.interval.is_some() { model.calendar.interval } else { DAY };
        sum.backlog +=
            slice.channel.map_or_else(|| part.backlog.iter().sum(), |channel| part.backlog[channel]);
        if let Some(rules) = model.satisfaction.as_ref().filter(|_| !part.continuity.is_empty())
            && slice.channel.is_none()
            && slice.team.is_none()
            && slice.interval.is_none()
            && slice.agent.is_none()
        {
            sum.satisfied += Satisfied::of(model, rules, part, *slice);
        }
        if slice.agent.is_none() && slice.account.is_none() && slice.interval.is_none() {
            for (half, known) in sum.known.iter_mut().zip(part.known(*slice)) {
                *half += known;
            }
            bill::add_people(&mut sum, model, staffing, part, *slice);
        }
        if let Some(agent) = slice.agent {
            bill::add_agent(&mut sum, model, staffing, part, agent);
        }
    }
    if let [slice] = slices {
        if *slice == (Slice { group: slice.group, account: slice.account, ..Slice::default() }) {
            sum.continuity = part.continuity(slice.accounts(model));
        }
        if *slice == Slice::default() {
            sum.depends = part.dependency.sums();
        }
        if *slice == (Slice { channel: slice.channel, ..Slice::default() }) {
            sum.goal_days = goal_days(model, staffing, part, slice.channel);
        }
    }
    sum
}

/// Days on which any goal (of a channel) was measured, and on which all measured ones were met.
fn goal_days(model: &Model, staffing: usize, part: &Part, channel: Option<usize>) -> [i64; 2] {
    // A goal of the worst group, portfolio or account is judged over the run, not day by day.
    let is_about = |goal: &crate::model::Goal| {
        goal.scope == Scope::Centre
            && channel.is_none_or(|wanted| goal.channel.is_some_and(|about| usize::from(about) == wanted))
    };
    let mut days = [0, 0];
    for row in part.day_goals.chunks(model.goals.len().max(1)) {
        let measured = row.iter().zip(&model.goals).filter(|(day, goal)| day.of > 0 && is_about(goal));
        let mut met = measured
            .map(|(day, goal)| goal.is_met(staffing, f64::from(day.hits) / f64::from(day.of)))
            .peekable();
        if met.peek().is_some() {
            days[0] += 1;
            days[1] += i64::from(met.all(|met| met));
        }
    }
    days
}

/// Hits and contacts of a goal that is measured contact by contact; `None` for other goals.
///
/// A goal per day or week is about the mean of the days' (weeks') shares: their sum, and their number.
pub(super) fn goal_pair(model: &Model, part: &Part, goal: usize) -> Option<(f64, f64)> {
    let facts = &model.goals[goal];
    if !facts.kind.is_by_contact() {
        return None;
    }
    let days = part.day_goals.iter().skip(goal).step_by(model.goals.len());
    // Shares of the periods that are over, and the period under way.
    let (mut shares, mut periods) = (0.0, 0.0);
    let (mut hits, mut of) = (0_u64, 0_u64);
    for (day, of_day) in (model.calendar.warm_up_days..).zip(days) {
        let begins = match facts.period {
            Period::Day => true,
            Period::Week => model.calendar.weekday(day) == 0,
            Period::Month => false,
        };
        if begins && of > 0 {
            shares += hits as f64 / of as f64;
            periods += 1.0;
        }
        if begins {
            (hits, of) = (0, 0);
        }
        hits += u64::from(of_day.hits);
        of += u64::from(of_day.of);
    }
    if facts.period == Period::Month {
        return Some((hits as f64, of as f64));
    }
    if of > 0 {
        shares += hits as f64 / of as f64;
        periods += 1.0;
    }
    Some((shares, periods))
}

/// Days on which a goal was met, and on which it was measured.
pub(super) fn goal_day_pair(model: &Model, staffing: usize, part: &Part, goal: usize) -> (f64, f64) {
    if model.goals[goal].scope != Scope::Centre {
        return (0.0, 0.0);
    }
    let days = part.day_goals.iter().skip(goal).step_by(model.goals.len()).filter(|day| day.of > 0);
    let (mut met, mut of) = (0.0, 0.0);
    for day in days {
        let share = f64::from(day.hits) / f64::from(day.of);
        met += f64::from(u8::from(model.goals[goal].is_met(staffing, share)));
        of += 1.0;
    }
    (met, of)
}

/// Whether nothing happened in a row that anybody planned for (overtime alone is no interval of the day).
pub(super) fn is_silent(sums: &Sums) -> bool {
    sums.counts.get(Count::Offered) == 0 && sums.time.on_duty == 0
}
