//! Which figures over which slices: the rows that a comparison estimates for each staffing.
//!
//! In: a model, names, the details asked for. Out: [`Row`]s, and the sums of a part over one.
//! Must not know: replications.

use super::bill;
use crate::metrics::part::Slice;
use crate::metrics::{Count, METRICS, Metric, Part, Satisfied, Sums, catalogue};
use crate::model::{GoalKind, Kind, Model, Period};
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
}

/// Details beside the usual ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Details {
    /// A row per account.
    pub accounts: bool,
    /// A row per agent.
    pub agents: bool,
}

/// Figures by interval of the day.
const BY_INTERVAL: [&str; 6] =
    ["service_level", "abandonment", "mean_wait", "occupancy", "scheduled_agents", "offered_per_day"];
/// Figures by account.
const BY_ACCOUNT: [&str; 8] = [
    "service_level",
    "abandonment",
    "mean_wait",
    "offered_per_day",
    "owner_share",
    "owner_absent",
    "satisfaction",
    "value_lost_per_year",
];
/// Figures by agent.
const BY_AGENT: [&str; 4] = ["occupancy", "answered_per_day", "handle_time", "owner_share"];

/// The rows of one staffing.
pub(super) fn rows(model: &Model, names: &Names, staffing: usize, details: Details) -> Vec<Row> {
    let mut rows = Vec::new();
    let meant = |metric: &&Metric| catalogue::means_anything(metric, model);
    let known: Vec<&'static Metric> = METRICS.iter().copied().filter(meant).collect();
    let metrics = |keep: &dyn Fn(&Metric) -> bool| -> Vec<&'static Metric> {
        known.iter().copied().filter(|metric| keep(metric)).collect()
    };
    let mut add = |slices: Vec<Slice>, scope: String, interval: String, metrics: Vec<&'static Metric>| {
        rows.push(Row { slices, scope, interval, metrics });
    };
    let all = Slice::default();
    add(vec![all], "all".into(), String::new(), metrics(&|_| true));
    // Only work that can wait has a backlog.
    let of_channel = |channel: usize| {
        let waits = model.channels[channel].kind != Kind::Live;
        metrics(&|metric| metric.scopes.channel && (waits || metric.name != "backlog"))
    };
    let of_contacts = || metrics(&|metric| metric.scopes.contacts);
    let of_contacts_by_channel = || metrics(&|metric| metric.scopes.contacts && metric.scopes.channel);
    let of_people = || metrics(&|metric| metric.scopes.people);
    for (channel, name) in names.channels.iter().enumerate() {
        let slice = Slice { channel: Some(channel), ..all };
        add(vec![slice], format!("channel={name}"), String::new(), of_channel(channel));
        for (group, group_name) in names.groups.iter().enumerate() {
            let slice = Slice { group: Some(group), ..slice };
            add(
                vec![slice],
                format!("channel={name};group={group_name}"),
                String::new(),
                of_contacts_by_channel(),
            );
        }
    }
    for (group, name) in names.groups.iter().enumerate() {
        add(vec![Slice { group: Some(group), ..all }], format!("group={name}"), String::new(), of_contacts());
    }
    for (team, name) in names.teams[staffing].iter().enumerate() {
        add(vec![Slice { team: Some(team), ..all }], format!("team={name}"), String::new(), of_people());
    }
    for (site, name) in names.sites.iter().enumerate() {
        let teams = model.staffings[staffing].teams.iter().enumerate();
        let there = teams.filter(|(_, team)| usize::from(team.site) == site);
        let slices: Vec<Slice> = there.map(|(team, _)| Slice { team: Some(team), ..all }).collect();
        if !slices.is_empty() {
            add(slices, format!("site={name}"), String::new(), of_people());
        }
    }
    for interval in 0..model.calendar.intervals() {
        let label = crate::time::format_clock(interval as i64 * model.calendar.interval);
        let slice = Slice { interval: Some(interval), ..all };
        let figures = |of: fn(&Metric) -> bool| metrics(&|m| BY_INTERVAL.contains(&m.name) && of(m));
        add(vec![slice], "all".into(), label.clone(), figures(|_| true));
        for (channel, name) in names.channels.iter().enumerate() {
            let slice = Slice { channel: Some(channel), ..slice };
            add(vec![slice], format!("channel={name}"), label.clone(), figures(|m| m.scopes.contacts));
        }
    }
    if details.agents {
        for (agent, member) in model.staffings[staffing].agents.iter().enumerate() {
            let name = &names.people[member.person as usize];
            let figures = metrics(&|metric| BY_AGENT.contains(&metric.name));
            add(vec![Slice { agent: Some(agent), ..all }], format!("agent={name}"), String::new(), figures);
        }
    }
    if details.accounts {
        for (account, name) in names.accounts.iter().enumerate() {
            let figures = |of: fn(&Metric) -> bool| metrics(&|m| BY_ACCOUNT.contains(&m.name) && of(m));
            let slice = Slice { account: Some(account), ..all };
            add(vec![slice], format!("account={name}"), String::new(), figures(|_| true));
            for (channel, channel_name) in names.channels.iter().enumerate() {
                let slice = Slice { channel: Some(channel), ..slice };
                add(
                    vec![slice],
                    format!("channel={channel_name};account={name}"),
                    String::new(),
                    figures(|m| m.scopes.channel),
                );
            }
        }
    }
    rows
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
        if let Some(rules) = model.satisfaction.as_ref().filter(|_| !part.faces.is_empty())
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
    }
    if let [slice] = slices {
        if *slice == Slice::default() {
            sum.continuity = part.continuity;
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
    let is_about = |goal: &crate::model::Goal| {
        channel.is_none_or(|wanted| goal.channel.is_some_and(|about| usize::from(about) == wanted))
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
    if matches!(facts.kind, GoalKind::Metric(name) if name != "abandonment") {
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
