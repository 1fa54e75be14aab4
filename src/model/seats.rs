//! Seats over time: how many people of a team are there from which day on, and reviews that decide it within the run.
//!
//! In: the scenario's door. Out: [`Step`]s, the days on which a seat is not there, [`Review`]. Must not know: which volumes
//! a future brings (that is `demand`), what is decided on them (that is `workforce`).
//!
//! Seats of a team are nested: whoever has the number k, from 0, is there while more than k people are.

use std::ops::Range;

use crate::math::sqrt;

/// So many people from a day of the run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Day of the run.
    pub day: u32,
    /// How many people are there from then on.
    pub people: u32,
}

/// How many people are there on a day: what the last step before or on it says.
pub fn people_on(steps: &[Step], day: u32) -> u32 {
    steps.iter().rev().find(|step| step.day <= day).map_or(0, |step| step.people)
}

/// Days of a run on which there is no seat with a number, from 0; in order and apart. The first step is of day 0.
pub fn closed(steps: &[Step], number: u32, days: u32) -> Vec<Range<u32>> {
    let mut closed: Vec<Range<u32>> = Vec::new();
    for (index, step) in steps.iter().enumerate().filter(|(_, step)| step.people <= number) {
        let end = steps.get(index + 1).map_or(days, |next| next.day);
        match closed.last_mut() {
            Some(last) if last.end == step.day => last.end = end,
            _ => closed.push(step.day..end),
        }
    }
    closed
}

/// How people follow volumes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// In proportion.
    Proportional,
    /// Work grows in proportion, what is kept above it with its square root: with this share of people's time busy at
    /// the volumes that are entered.
    SquareRoot {
        /// Share of time busy, between 0 and 1.
        occupancy: f64,
    },
}

/// Every so often somebody looks at volumes and decides how many people a team is to have.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Days from one review to the next; the first is on day 0.
    pub every: u32,
    /// How people follow volumes.
    pub rule: Rule,
    /// People for the volumes as they are entered, and on the first day.
    pub planned: u32,
    /// People, at least.
    pub least: u32,
    /// People, at most: as many seats as the team has.
    pub most: u32,
    /// The forecast takes expected growth and the season of the days to come into account.
    pub looks_ahead: bool,
    /// Share of each group in the team's work; index group × channels + channel. They add up to 1.
    pub weight: Vec<f64>,
    /// Days from a decision until whoever is hired is there.
    pub lead: u32,
    /// Days from a decision until whoever is released is gone.
    pub notice: u32,
    /// Days between two hires of the site, which its teams share; 0: any number at once.
    pub between_hires: f64,
}

impl Review {
    /// Days that a forecast looks ahead, at most: ten years.
    pub const FURTHEST: u32 = 3_653;

    /// People for volumes, as a multiple of those that are entered. With n people planned, of whom ρ·n are busy, and a
    /// volume v: ⌈n·v⌉, or ⌈n·(ρ·v + (1 − ρ)·√v)⌉: the square-root rule R + β·√R with R = ρ·n·v and β as planned
    /// (Halfin and Whitt 1981).
    pub fn wanted(&self, volume: f64) -> u32 {
        let planned = f64::from(self.planned);
        let people = match self.rule {
            Rule::Proportional => planned * volume,
            Rule::SquareRoot { occupancy } => {
                planned * (occupancy * volume + (1.0 - occupancy) * sqrt(volume.max(0.0)))
            }
        };
        // What is a whole number but for rounding, is one.
        ((people - 1e-9).ceil().max(0.0) as u32).clamp(self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::{Review, Rule, Step, closed, people_on};

    fn review(rule: Rule) -> Review {
        Review {
            every: 90,
            rule,
            planned: 20,
            least: 10,
            most: 40,
            looks_ahead: true,
            weight: vec![1.0],
            lead: 60,
            notice: 30,
            between_hires: 0.0,
        }
    }

    #[test]
    fn a_seat_is_closed_while_no_more_people_are_there_than_its_number() {
        let steps = [3, 5, 2]
            .map(|people| Step { day: 10 * u32::from(people == 5) + 20 * u32::from(people == 2), people });
        assert_eq!(closed(&steps, 1, 30), []);
        assert_eq!(closed(&steps, 2, 30).first(), Some(&(20..30)));
        assert_eq!(closed(&steps, 4, 30), [0..10, 20..30]);
        assert_eq!([0, 9, 10, 29].map(|day| people_on(&steps, day)), [3, 3, 5, 2]);
    }

    #[test]
    fn people_follow_volumes_by_rule_and_within_bounds() {
        let proportional = review(Rule::Proportional);
        assert_eq!([0.1, 0.8, 1.0, 1.01, 1.5, 9.0].map(|v| proportional.wanted(v)), [10, 16, 20, 21, 30, 40]);
        // R = 16 busy of 20, β = 4 ÷ √16 = 1: at four times the work in hundredths, R + √R.
        let root = review(Rule::SquareRoot { occupancy: 0.8 });
        assert_eq!(root.wanted(1.0), 20);
        // R = 25: 25 + 5.
        assert_eq!(root.wanted(25.0 / 16.0), 30);
        // R = 9: 9 + 3.
        assert_eq!(root.wanted(9.0 / 16.0), 12);
    }
}
