//! What to know before trusting a figure: typed cautions, each with a remedy.
//!
//! In: what was collected, the records. Out: cautions. Must not know: how records are shown.

use std::collections::BTreeSet;

use super::closed_gaps;
use super::collect::{Collected, Staffed};
use super::estimate::ratio;
use super::record::{Caution, Record, Verdict};
use super::{departures, goals, provenance, satisfaction, settling};
use crate::demand::trace::outside_opening;
use crate::math::counted;
use crate::metrics::catalogue::{
    BLOCKED_PER_DAY, CONVERTED_PER_DAY, DEPARTURES_PER_YEAR, GOAL, KNOWLEDGE_FACTOR,
    KNOWLEDGE_FACTOR_FIRST_HALF, KNOWLEDGE_FACTOR_SECOND_HALF, OCCUPANCY, OFFERED_PER_DAY, SERVICE_LEVEL,
};
use crate::model::{Agent, Group, Kind, Model, Staffing, Start};
use crate::scenario::names::Names;
use crate::scenario::summary::{LONG, Unattended, unattended};
use crate::time::{DAY, DAYS_PER_YEAR, format_clock};

/// Occupancy above which a desk is called overloaded.
const FULL: f64 = 0.95;
/// Days' worth of contacts still waiting at the end above which a backlog is not drained.
const BACKLOG_DAYS: f64 = 0.5;
/// Change of the mean knowledge factor from one half of the run to the other above which knowledge drifts.
const DRIFT: f64 = 0.01;
/// Half width of a service level above which an interval is wide.
const WIDE: f64 = 0.02;
/// Share of the contacts offered over a channel that are blocked, or leave a message, above which page one says so.
const TURNED_AWAY: f64 = 0.005;
/// Departures below which their effect is hardly seen.
const FEW_DEPARTURES: f64 = 30.0;

fn caution(code: &str, staffing: Option<&str>, message: String, remedy: &str) -> Caution {
    Caution { code: code.into(), staffing: staffing.map(Into::into), message, remedy: remedy.into() }
}

/// Everything that a reader should know.
pub(super) fn cautions(
    model: &Model,
    names: &Names,
    collected: &Collected,
    records: &[Record],
) -> Vec<Caution> {
    let mut found = provenance::cautions(names, |_| true);
    if collected.replications < 10 {
        found.push(caution(
            "few_replications",
            None,
            format!(
                "Only {} replications: intervals rest on the t law and may be too narrow.",
                collected.replications
            ),
            "Run at least 20: --replications 20.",
        ));
    }
    let staffings = model.staffings.iter().zip(&names.staffings);
    for (staffed, (staffing, name)) in collected.staffed.iter().zip(staffings) {
        of_staffing(model, names, staffing, staffed, name, &mut found);
        found.extend(satisfaction::cautions(model, staffing, staffed, name));
        found.extend(departures::caution(model, &staffed.seen, staffing, name));
    }
    let outside = outside_opening(model);
    if outside > 0 {
        found.push(caution(
            "left_out",
            None,
            format!(
                "{} of the log came over a live channel while it was closed: left out.",
                counted(outside, "row", "rows")
            ),
            "Open the channel at these hours ([opening], channels.X.opening), or take the rows off the log.",
        ));
    }
    found.extend(one_draw(model, names));
    found.extend(follow_ups_capped(model, names));
    found.extend(about_goals(model, names, collected, records));
    found.extend(closed_gaps::caution(model, names, records));
    found.extend(undecided(records));
    found.extend(wide(records));
    found
}

/// Comparisons whose outcome is open.
fn undecided(records: &[Record]) -> Option<Caution> {
    let headline =
        |record: &&Record| record.verdict == Some(Verdict::Undecided) && record.difference.is_some();
    let open: Vec<&Record> = records.iter().filter(headline).collect();
    if open.is_empty() {
        return None;
    }
    let mut staffings: Vec<&str> = open.iter().map(|record| record.staffing.as_str()).collect();
    staffings.dedup();
    Some(caution(
        "undecided",
        None,
        format!(
            "{} undecided ({}).",
            counted(open.len(), "comparison is", "comparisons are"),
            staffings.join(", ")
        ),
        "More replications narrow them, where there is anything to find.",
    ))
}

/// A channel's service level that is not known well.
fn wide(records: &[Record]) -> Option<Caution> {
    let wide = records.iter().find(|record| {
        record.metric == SERVICE_LEVEL.name
            && record.scope.starts_with("channel=")
            && !record.scope.contains(';')
            && record.interval.is_empty()
            && record.half_width.is_some_and(|half| half > WIDE)
    })?;
    Some(caution(
        "wide_interval",
        Some(&wide.staffing),
        format!(
            "The service level of {} is known to ±{:.1} points only.",
            wide.scope.trim_start_matches("channel="),
            100.0 * wide.half_width.unwrap_or_default()
        ),
        "Run more replications, or stop at a precision: --precision 1.",
    ))
}

/// That of the contacts of somebody who knows nothing more than all would come back: the share entered and what knowledge does
/// to it do not go together.
fn follow_ups_capped(model: &Model, names: &Names) -> Option<Caution> {
    let knowledge = model.knowledge.as_ref()?;
    let of_group = |(index, group): (usize, &Group)| {
        let hidden = model.accounts_of(index).map(|account| knowledge.hidden[account]).fold(0.0, f64::max);
        let factor = knowledge.unresolved.at(hidden);
        let of_channel = |(channel, shares): (usize, &Vec<f64>)| {
            let most = factor * shares.iter().copied().fold(0.0, f64::max);
            (most > 1.0).then_some((most, index, channel))
        };
        group.follow_up.iter().enumerate().filter_map(of_channel).collect::<Vec<_>>()
    };
    let capped = model.groups.iter().enumerate().flat_map(of_group);
    let (most, group, channel) = capped.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(caution(
        "follow_ups_capped",
        None,
        format!(
            "Of contacts of {} by {} with somebody who knows nothing of the account, {most:.1} would come back for each: one \
             does, at most, and fewer come back than were entered.",
            names.groups[group], names.channels[channel]
        ),
        "Lower follow_up.share, or bring novices nearer to experts in knowledge.resolution.",
    ))
}

/// That staffings with different people are compared whose lengths of service at the start were drawn once: who begins with
/// newer people, or an empty seat more, is luck that is the same in all replications.
fn one_draw(model: &Model, names: &Names) -> Option<Caution> {
    let drawn = |staffing: &Staffing| {
        let people = staffing.agents.iter().map(|agent| agent.person as usize);
        let by_luck = people.filter(|person| {
            let turnover = model.people[*person].turnover.as_ref();
            turnover.is_some_and(|turnover| matches!(turnover.start, Start::Stationary { .. }))
        });
        by_luck.map(|person| names.rosters[person].as_str()).collect::<BTreeSet<&str>>()
    };
    let rosters: Vec<BTreeSet<&str>> = model.staffings.iter().map(drawn).collect();
    if names.redraw.is_some() || rosters.windows(2).all(|two| two[0] == two[1]) {
        return None;
    }
    let several: BTreeSet<&str> = rosters.iter().flatten().copied().collect();
    let message = format!(
        "Staffings differ in whose people work in them ({}), and how long these have been there at the start, and which \
         seats are vacant then, is drawn once for all replications: part of a difference is the luck of that draw, which no \
         interval holds.",
        several.into_iter().collect::<Vec<&str>>().join(", ")
    );
    let remedy = "Let every replication draw anew: population = \"redrawn\"; where that is refused, see whether verdicts stand \
                  with another draw (--set population=2), or with tenure = \"long\".";
    Some(caution("one_draw", None, message, remedy))
}

/// Goals that some accounts have too few contacts for, and goals that nothing is known about.
fn about_goals(model: &Model, names: &Names, collected: &Collected, records: &[Record]) -> Vec<Caution> {
    let mut found = Vec::new();
    for (goal, label) in names.goals.iter().enumerate() {
        let staffed = collected.staffed.iter().enumerate();
        let unjudged = staffed.filter_map(|(at, staffed)| goals::unjudged(model, at, staffed, goal));
        let unjudged = unjudged.max_by_key(|unjudged| unjudged.few);
        if let Some(unjudged) = unjudged {
            let mut few = goals::few_contacts(model, names, goal, unjudged, None);
            few.message += &met_by_judged(model, names, goal, records);
            found.push(few);
        }
        let scope = format!("goal={}", label.name);
        let mut values = records.iter().filter(|one| one.metric == GOAL.name && one.scope == scope);
        if unjudged.is_none() && values.all(|one| one.mean.is_none()) {
            found.push(caution(
                "goal_unmeasured",
                None,
                format!(
                    "Goal {} is never measured here: nothing happens that {} is made of.",
                    label.name, label.metric
                ),
                "Leave the goal out, or switch on what it is about.",
            ));
        }
    }
    found
}

/// In which staffings all members of a goal that can be judged meet it, in a sentence; empty where in none.
fn met_by_judged(model: &Model, names: &Names, goal: usize, records: &[Record]) -> String {
    let scope = format!("goal={}", names.goals[goal].name);
    let meets = |staffing: &usize| {
        let value = records.iter().find(|one| {
            one.metric == GOAL.name && one.scope == scope && one.staffing == names.staffings[*staffing]
        });
        // It is that of the worst who can be judged.
        value.and_then(|one| one.mean).is_some_and(|mean| model.goals[goal].is_met(*staffing, mean))
    };
    let meeting: Vec<&str> =
        (0..names.staffings.len()).filter(meets).map(|staffing| names.staffings[staffing].as_str()).collect();
    if meeting.is_empty() {
        return String::new();
    }
    format!(" All that are judged meet it in {}.", meeting.join(", "))
}

fn of_staffing(
    model: &Model,
    names: &Names,
    staffing: &Staffing,
    staffed: &Staffed,
    name: &str,
    found: &mut Vec<Caution>,
) {
    let mean = |metric: &str| staffed.find(metric, "all", "").and_then(|pairs| ratio(pairs, 0.95));
    let occupancy = mean(OCCUPANCY.name).map(|occupancy| occupancy.mean);
    if let Some(occupancy) = occupancy.filter(|occupancy| *occupancy > FULL) {
        found.push(caution(
            "overload",
            Some(name),
            format!(
                "People are busy {:.0} % of the time: waits grow with the length of the run.",
                100.0 * occupancy
            ),
            "Add people, or look at waits day by day rather than at their mean.",
        ));
    }
    found.extend(backlogs(model, names, (staffing, name), staffed, occupancy > Some(FULL)));
    found.extend(turned_away(names, staffed, name));
    found.extend(knowledge(model, names, staffed, name));
    let departures = staffed.find(DEPARTURES_PER_YEAR.name, "all", "").unwrap_or_default();
    let seen: f64 = departures.iter().map(|(left, _)| left / DAYS_PER_YEAR).sum();
    // Where people only go because reviews plan fewer, there is no chance in it that more days would even out.
    let leave = |agent: &Agent| model.people[agent.person as usize].turnover.is_some();
    if !departures.is_empty() && staffing.agents.iter().any(leave) && seen.round() < FEW_DEPARTURES {
        found.push(caution(
            "few_departures",
            Some(name),
            format!(
                "Only {} left in all replications together: what a departure does is hardly seen.",
                counted(seen.round() as u32, "person", "people")
            ),
            "Simulate more days (run.days) or replications.",
        ));
    }
    found.extend(bounded(staffed, name));
}

/// Channels whose contacts still wait at the end, more than their goals allow for.
fn backlogs(
    model: &Model,
    names: &Names,
    (staffing, name): (&Staffing, &str),
    staffed: &Staffed,
    is_full: bool,
) -> Vec<Caution> {
    let mut found = Vec::new();
    for (channel, facts) in model.channels.iter().enumerate().filter(|(_, facts)| facts.kind != Kind::Live) {
        let Some(days) = ratio(&staffed.backlog_at_end[channel], 0.95) else { continue };
        let goal_days = facts.goal_time.map_or(0.0, |goal| goal as f64 / DAY as f64);
        if days.mean > BACKLOG_DAYS + goal_days {
            found.push(caution(
                "backlog",
                Some(name),
                format!(
                    "{} leaves {:.1} days' worth of contacts waiting at the end.",
                    names.channels[channel], days.mean
                ),
                &drained(model, staffing, channel, (&staffed.backlog_at_end[channel], is_full)),
            ));
        }
    }
    found
}

/// That more people were met than is kept in mind of them.
fn bounded(staffed: &Staffed, name: &str) -> Vec<Caution> {
    let mut found = Vec::new();
    if staffed.forgotten[0] > 0 {
        let [displaced, remembered] = staffed.forgotten.map(|contacts| contacts as f64);
        found.push(caution(
            "knowledge_bounded",
            Some(name),
            format!(
                "Accounts met more than 64 people: {:.1} % of what is remembered of them had no room over the run.",
                100.0 * displaced / (displaced + remembered)
            ),
            "People know a little more than they are given credit for: the knowledge factor is an upper bound.",
        ));
    }
    if staffed.displaced > 0 {
        found.push(caution(
            "continuity_bounded",
            Some(name),
            format!(
                "Accounts met more than 64 people: {} contacts are outside the continuity tables.",
                staffed.displaced
            ),
            "Continuity figures are lower bounds here.",
        ));
    }
    found
}

/// What drains a channel's backlog. More people are no remedy where most of it comes while nobody is there any more before the
/// run ends; where people have time, but are not there at the end, it cannot be told whether they are.
fn drained(
    model: &Model,
    staffing: &Staffing,
    channel: usize,
    (at_end, is_full): (&[(f64, f64)], bool),
) -> String {
    let waiting = at_end.iter().map(|(waiting, _)| waiting).sum::<f64>() / at_end.len().max(1) as f64;
    let Unattended { requests, since } = unattended(model, staffing, channel);
    let date = model.calendar.date(since / DAY);
    let nobody =
        format!("nobody is on duty for them from {date} {} to the end of the run", format_clock(since % DAY));
    let end = "let somebody work then, or let the run end when somebody does (run.days)";
    if requests > 0.5 * waiting {
        format!("Most of them come while {nobody}: {end}; more people at other hours change nothing.")
    } else if !is_full && model.calendar.end() - since > LONG {
        format!("{}: {end}; add people where they wait all the same.", nobody.replacen('n', "N", 1))
    } else {
        "The team does not keep up: add people or hours.".into()
    }
}

/// Contacts that nobody answers and that are not called abandoned: those that find a limit reached, and those that leave a
/// message.
fn turned_away(names: &Names, staffed: &Staffed, name: &str) -> Option<Caution> {
    let share = |metric: &str, scope: &str| {
        let mean = |metric: &str| Some(ratio(staffed.find(metric, scope, "")?, 0.95)?.mean);
        let offered = mean(OFFERED_PER_DAY.name).filter(|offered| *offered > 0.0)?;
        Some(mean(metric)? / offered).filter(|share| *share > TURNED_AWAY)
    };
    let mut told = Vec::new();
    for channel in &names.channels {
        let scope = format!("channel={channel}");
        let said = |metric: &str, what: &str| Some(format!("{:.1} % {what}", 100.0 * share(metric, &scope)?));
        let blocked = said(BLOCKED_PER_DAY.name, "find a limit reached (blocked)");
        let converted = said(CONVERTED_PER_DAY.name, "leave a message (converted)");
        let both: Vec<String> = blocked.into_iter().chain(converted).collect();
        if !both.is_empty() {
            told.push(format!("Of {channel} contacts {}.", both.join(", ")));
        }
    }
    let message = format!("{} They are not counted as abandoned; --by channel shows them.", told.join(" "));
    let remedy = "Goals on abandonment do not see them: set one on the service level, or on blocked_per_day.";
    (!told.is_empty()).then(|| caution("turned_away", Some(name), message, remedy))
}

/// That people still learn or forget: seen from one half of the run to the other, or to be expected after so few days.
fn knowledge(model: &Model, names: &Names, staffed: &Staffed, name: &str) -> Option<Caution> {
    let mean = |metric: &str| Some(ratio(staffed.find(metric, "all", "")?, 0.95)?.mean);
    let (first, second) = (mean(KNOWLEDGE_FACTOR_FIRST_HALF.name)?, mean(KNOWLEDGE_FACTOR_SECOND_HALF.name)?);
    let drift = second / first - 1.0;
    let seen = (drift.abs() > DRIFT).then(|| {
        format!(
            "Handle times move by {:+.1} % from the first half of the run to the second, because people {}.",
            100.0 * drift,
            if drift < 0.0 { "still learn" } else { "forget more than they learn" }
        )
    });
    let staffing = names.staffings.iter().position(|known| known == name)?;
    let outlook = settling::outlook(model, names, staffing, mean(KNOWLEDGE_FACTOR.name)?, DRIFT);
    let settled =
        "Figures are those of this stretch, not of a settled desk: start \"settled\", or run longer.";
    Some(match (seen, outlook) {
        (None, None) => return None,
        (Some(seen), None) => caution("knowledge_drifts", Some(name), seen, settled),
        (None, Some((message, remedy))) => caution("knowledge_short", Some(name), message, &remedy),
        (Some(seen), Some((message, remedy))) => {
            caution("knowledge_drifts", Some(name), format!("{seen} {message}"), &remedy)
        }
    })
}
