//! How many people reviewed teams have from which day on, in one future.
//!
//! Every so often somebody looks at volumes as they are, forecasts them, and hires or releases. In: a staffing, the
//! streams of a replication. Out: the days on which each seat is not there. Must not know: contacts, who leaves of
//! their own accord, what anything costs.
//!
//! | decided | what happens |
//! |---|---|
//! | more people than are there or on their way | each comes after the lead time, and no sooner than the site's pace of hiring lets them |
//! | fewer | hires on their way are called off, the last first; then whoever came last goes after the notice |

use std::collections::BTreeMap;
use std::ops::Range;

use crate::demand::growth::Path;
use crate::model::{Model, Review, Staffing, Step, seats};
use crate::random::Streams;

/// By agent: days of the run on which there is no such seat.
pub(super) fn closed(model: &Model, staffing: &Staffing, streams: Streams) -> Vec<Vec<Range<u32>>> {
    let mut closed: Vec<Vec<Range<u32>>> = staffing.agents.iter().map(|agent| agent.closed.clone()).collect();
    if staffing.teams.iter().all(|team| team.review.is_none()) {
        return closed;
    }
    let path = Path::draw(model, streams);
    for (team, steps) in decided(model, staffing, path.as_ref()) {
        let agents = staffing.teams[team].agents.clone();
        for (number, agent) in (0..).zip(agents) {
            closed[agent as usize] = seats::closed(&steps, number, model.calendar.days);
        }
    }
    closed
}

/// The people of a team, as far as they have been decided on.
struct Decided<'a> {
    review: &'a Review,
    /// Who comes and who goes on which day, in the order in which it was decided.
    changes: Vec<(u32, i64)>,
    /// People once all of it has happened.
    people: u32,
}

/// What all reviews of a run decide, by team.
fn decided(model: &Model, staffing: &Staffing, path: Option<&Path>) -> Vec<(usize, Vec<Step>)> {
    let mut teams: Vec<(usize, Decided<'_>)> = Vec::new();
    let mut days: Vec<(u32, u64, usize)> = Vec::new();
    for (index, team) in staffing.teams.iter().enumerate() {
        let Some(review) = &team.review else { continue };
        let on = (0..model.calendar.days).step_by(review.every.max(1) as usize);
        // Teams of a site that hire on the same day take turns by their names, whatever their order in the file.
        days.extend(on.map(|day| (day, team.key, teams.len())));
        teams.push((index, Decided { review, changes: Vec::new(), people: review.planned }));
    }
    days.sort_unstable();
    // From when on each site can hire the next.
    let mut next_hire: BTreeMap<u16, f64> = BTreeMap::new();
    for (day, _, which) in days {
        let (team, decided) = &mut teams[which];
        let site = staffing.teams[*team].site;
        let volume = forecast(model, decided.review, path, day);
        decided.look(day, volume, next_hire.entry(site).or_default());
    }
    teams.into_iter().map(|(team, decided)| (team, decided.steps(model.calendar.days))).collect()
}

impl Decided<'_> {
    fn look(&mut self, day: u32, volume: f64, next_hire: &mut f64) {
        let wanted = self.review.wanted(volume);
        while self.people < wanted {
            let at = f64::from(day + self.review.lead).max(*next_hire);
            *next_hire = at + self.review.between_hires;
            // The first day is as it is planned.
            self.changes.push(((at.ceil() as u32).max(1), 1));
            self.people += 1;
        }
        while self.people > wanted {
            let on_their_way = |(_, (at, change)): &(usize, &(u32, i64))| *change > 0 && *at > day;
            let last = self.changes.iter().enumerate().filter(on_their_way).max_by_key(|(_, (at, _))| *at);
            if let Some((index, _)) = last {
                self.changes.remove(index);
            } else {
                self.changes.push(((day + self.review.notice).max(1), -1));
            }
            self.people -= 1;
        }
    }

    fn steps(mut self, days: u32) -> Vec<Step> {
        self.changes.sort_by_key(|(day, _)| *day);
        let mut people = i64::from(self.review.planned);
        let mut steps = vec![Step { day: 0, people: self.review.planned }];
        for (day, change) in self.changes.into_iter().filter(|(day, _)| *day < days) {
            people += change;
            steps.retain(|step| step.day < day);
            steps.push(Step { day, people: people as u32 });
        }
        steps
    }
}

/// Volumes that a team is to be staffed for, as a multiple of those that are entered, as somebody sees it on a day: the
/// walk of volumes as it stands, with what is expected of growth and season over the days from when whoever is hired
/// now is there until whoever is hired next; or volumes of the day as they are, without the season.
fn forecast(model: &Model, review: &Review, path: Option<&Path>, day: u32) -> f64 {
    let channels = model.channels.len();
    let weigh = |of: &dyn Fn(usize, usize) -> f64| -> f64 {
        let each = review.weight.iter().enumerate();
        each.filter(|(_, weight)| **weight > 0.0)
            .map(|(row, weight)| weight * of(row / channels, row % channels))
            .sum()
    };
    if !review.looks_ahead {
        return path.map_or(1.0, |path| weigh(&|group, _| path.factor(group, day)));
    }
    let from = day + review.lead.min(Review::FURTHEST);
    let until = day + review.lead.saturating_add(review.every.max(1)).min(Review::FURTHEST);
    let mut sum = 0.0;
    let mut open = 0;
    for ahead in from..until {
        let season = |channel: usize| model.volume.factor_on(channel, ahead);
        if (0..channels).all(|channel| season(channel) <= 0.0) {
            continue;
        }
        open += 1;
        let growth = |group: usize| path.map_or(1.0, |path| path.expected_from(group, day, ahead));
        sum += weigh(&|group, channel| growth(group) * season(channel));
    }
    if open == 0 { 1.0 } else { sum / f64::from(open) }
}
