//! Volumes: scale, profiles, days, busyness.
//!
//! In: `[demand]`, rates of groups, opening hours. Out: [`Volume`], and which contacts are asked for at all. Must not
//! know: how requests are drawn, who answers.

use super::accounts::Groups;
use super::hours::Week;
use super::unsound::about_hours;
use super::{Door, at};
use crate::model::{Calendar, Channel, Volume};
use crate::scenario::file::{Counts, Kind};
use crate::time::{DAYS_PER_YEAR, Date};

/// Weeks in a year.
pub(in crate::scenario) const WEEKS: f64 = DAYS_PER_YEAR / 7.0;

/// A volume so many times what is entered, or so many times less, may be that of a month or a week.
const FAR: f64 = 10.0;

/// Requests of a day at most: ten million take about a gigabyte.
pub(super) const MOST_A_DAY: f64 = 1e7;

/// Factor of each weekday. Without factors requests come on open days; with them where they say so, live ones only while open.
fn by_day(factors: Option<&Vec<f64>>, live: bool, week: &Week) -> Vec<f64> {
    let of_day = |day: usize| match factors {
        None => f64::from(u8::from(week.is_open(day))),
        Some(_) if live && !week.is_open(day) => 0.0,
        Some(factors) => factors[day],
    };
    (0..7).map(of_day).collect()
}

/// Weekdays with requests.
fn days_with(by_day: &[f64]) -> usize {
    by_day.iter().filter(|factor| **factor > 0.0).count()
}

impl Door<'_> {
    pub(super) fn volume(
        &mut self,
        calendar: &Calendar,
        (weeks, channels): (&[Week], &[Channel]),
        groups: &Groups,
    ) -> Volume {
        let scenario = self.scenario;
        let demand = &scenario.demand;
        let weekday = self.factors(demand.weekday.as_ref(), 7, "weekday");
        let season = self.factors(demand.season.as_ref(), 12, "season");
        // A log says itself which days are busy.
        let is_drawn = demand.trace.is_none();
        if weekday.is_none() && is_drawn {
            self.assume("demand.weekday", "all alike", "every open day of the week brings the same", false);
        }
        let stretches = self.stretches();
        let scale = if is_drawn { self.scale(weekday.as_ref(), weeks, groups) } else { 1.0 };
        let (mut day_factor, mut beyond) = (Vec::new(), Vec::new());
        let looked_at = calendar.days + self.looks_ahead();
        for (number, (_, channel)) in scenario.channels.iter().enumerate() {
            let by_day = by_day(weekday.as_ref(), channel.kind == Kind::Live, &weeks[number]);
            let mean = by_day.iter().sum::<f64>() / days_with(&by_day).max(1) as f64;
            let factor = |day: u32| {
                let date = calendar.date(day);
                let month = season.as_ref().map_or(1.0, |season| season[date.month() as usize - 1]);
                let dated = stretches.iter().filter(|(from, to, _)| (*from..=*to).contains(&date));
                let dated: f64 = dated.map(|(.., factor)| factor).product();
                scale * month * dated * by_day[calendar.weekday(day)] / if mean > 0.0 { mean } else { 1.0 }
            };
            day_factor.push((0..calendar.days).map(factor).collect());
            beyond.push((calendar.days..looked_at).map(factor).collect());
        }
        let growth = self.growth();
        let grown =
            growth.as_ref().map_or(1.0, |growth| growth.most_expected(f64::from(calendar.days)).max(1.0));
        self.check_size(&day_factor, groups, grown);
        let mut profiles = Vec::new();
        let hours_known = !self.problems.iter().any(about_hours);
        for (name, group) in scenario.groups.iter() {
            for (number, (channel_name, channel)) in scenario.channels.iter().enumerate() {
                let own = group.profile.get(channel_name);
                let path = if own.is_some() {
                    at!("groups", name, "profile", channel_name).to_vec()
                } else {
                    at!("channels", channel_name, "profile").to_vec()
                };
                // A channel's own profile is checked once, with the first group.
                let before = self.problems.len();
                let live = channel.kind == Kind::Live;
                let profile = own.or(channel.profile.as_ref());
                profiles.push(self.profile(profile, calendar, &weeks[number], live, &path));
                if (own.is_none() && profiles.len() > scenario.channels.len()) || !hours_known {
                    self.problems.truncate(before);
                }
            }
        }
        if is_drawn && demand.busyness.common + demand.busyness.sector + demand.busyness.own == 0.0 {
            let note = "days differ by chance only; real days are often busier or quieter as a whole";
            self.assume("demand.busyness", "none", note, false);
        }
        Volume {
            profiles,
            day_factor,
            beyond,
            common_cv: demand.busyness.common,
            sector_cv: demand.busyness.sector,
            own_cv: demand.busyness.own,
            persistence: demand.busyness.persistence,
            growth,
            fixed_counts: demand.counts == Counts::Fixed,
            trace: self.log(calendar, channels, groups),
        }
    }

    /// Factor of each weekday on a channel's volume, mean 1 over those with requests.
    pub(super) fn by_weekday(&self, channel: usize, week: &Week) -> Vec<f64> {
        let live =
            self.scenario.channels.iter().nth(channel).is_some_and(|(_, facts)| facts.kind == Kind::Live);
        let by_day = by_day(self.scenario.demand.weekday.as_ref(), live, week);
        let mean = by_day.iter().sum::<f64>() / days_with(&by_day).max(1) as f64;
        by_day.iter().map(|factor| if mean > 0.0 { factor / mean } else { 0.0 }).collect()
    }

    /// First date, last date, factor.
    fn stretches(&mut self) -> Vec<(Date, Date, f64)> {
        let mut stretches = Vec::new();
        for (index, given) in self.scenario.demand.stretches.iter().enumerate() {
            let (Some(from), Some(to)) = (given.from.date(), given.to.date()) else { continue };
            if to < from {
                let path = at!("demand", "stretches", index);
                let message = format!("this stretch ends on {to}, before it begins on {from}");
                self.say("date", path, message, "the wrong way round", "swap `from` and `to`");
            }
            stretches.push((from, to, given.factor));
        }
        stretches
    }

    /// A day must fit in memory, that after all growth, too.
    fn check_size(&mut self, day_factor: &[Vec<f64>], groups: &Groups, grown: f64) {
        let most =
            |channel: usize| day_factor[channel].iter().fold(0.0, |most: f64, factor| most.max(*factor));
        let most: Vec<f64> = (0..day_factor.len()).map(most).collect();
        let of = |rates: &[f64]| rates.iter().zip(&most).map(|(rate, most)| rate * most).sum::<f64>();
        let a_day: f64 = groups.accounts.iter().map(|account| grown * of(&account.requests_per_day)).sum();
        if a_day > MOST_A_DAY {
            let demand = &self.scenario.demand;
            let path = match (demand.volume, demand.scale) {
                (Some(_), _) => at!("demand", "volume").to_vec(),
                (None, Some(_)) => at!("demand", "scale").to_vec(),
                (None, None) => at!("groups").to_vec(),
            };
            let message = format!("up to {a_day:.1e} requests a day are more than {MOST_A_DAY:.0e}");
            let help = "a day of them would not fit in memory: volumes are requests of a whole group per day";
            self.say("range", &path, message, "too many", help);
        }
    }

    /// Factors made to average 1 (over those above 0 for weekdays, over all for seasons).
    fn factors(&mut self, given: Option<&Vec<f64>>, count: usize, key: &str) -> Option<Vec<f64>> {
        let factors = given?;
        if factors.iter().sum::<f64>() <= 0.0 {
            let message = format!("a factor at least of `{key}` must be above 0");
            let help = "write one for each, 1.0 where nothing differs";
            self.say("range", at!("demand", key), message, "all are 0", help);
            return None;
        }
        let mean = factors.iter().sum::<f64>() / count as f64;
        Some(if count == 12 { factors.iter().map(|factor| factor / mean).collect() } else { factors.clone() })
    }

    /// From requests per working day as entered to requests a year as asked.
    fn scale(&mut self, weekday: Option<&Vec<f64>>, weeks: &[Week], groups: &Groups) -> f64 {
        let demand = &self.scenario.demand;
        let factor = demand.scale.unwrap_or(1.0);
        let Some(volume) = demand.volume else { return factor };
        let mut a_year = 0.0;
        for (number, (_, channel)) in self.scenario.channels.iter().enumerate() {
            let days = days_with(&by_day(weekday, channel.kind == Kind::Live, &weeks[number]));
            let a_day: f64 = groups.accounts.iter().map(|account| account.requests_per_day[number]).sum();
            a_year += a_day * days as f64 * WEEKS;
        }
        factor * self.scaled_to(volume, a_year, "give requests_per_day in at least one group")
    }

    /// What so many requests a year are multiplied by to be as many as asked; 1, and a problem, where there are none.
    pub(super) fn scaled_to(&mut self, volume: f64, a_year: f64, help: &str) -> f64 {
        if a_year > 0.0 {
            self.note_far_volume(volume, a_year);
            return volume / a_year;
        }
        let message = "there is nothing to scale to this volume";
        self.say("range", at!("demand", "volume"), message, "no requests", help);
        1.0
    }

    /// Says of a volume that is far from what is entered, as that of a week or a month would be.
    fn note_far_volume(&mut self, volume: f64, a_year: f64) {
        let share = volume / a_year;
        if volume <= 0.0 || (1.0 / FAR..=FAR).contains(&share) {
            return;
        }
        let message = format!(
            "demand.volume scales everything to {volume:.0} requests a year, where what is entered makes {a_year:.0}: {} as \
             many.",
            if share < 1.0 { format!("1 in {:.0}", 1.0 / share) } else { format!("{share:.0} times") }
        );
        let remedy = "It counts requests of a year: multiply those of a week by 52, or leave it out.";
        self.caution("far_volume", None, message, remedy);
    }

    /// Which (group, channel) have contacts; without a handle time they cannot.
    pub(super) fn asked(&mut self, groups: &Groups, volume: &Volume) -> Vec<bool> {
        let scenario = self.scenario;
        let channels = scenario.channels.names();
        let mut asked = Vec::new();
        for (_, group) in scenario.groups.iter() {
            let rate = |channel: &&str| group.requests_per_day.get(channel).is_some_and(|rate| *rate > 0.0);
            asked.extend(channels.iter().map(|channel| volume.trace.is_none() && rate(channel)));
        }
        let mut untimed = vec![false; asked.len()];
        for row in volume.logged() {
            let group = usize::from(groups.accounts[row.account as usize].group);
            let at = group * channels.len() + usize::from(row.channel);
            asked[at] = true;
            untimed[at] |= row.handle_time.is_none();
        }
        for (index, (name, group)) in scenario.groups.iter().enumerate() {
            for (number, channel) in channels.iter().enumerate() {
                if untimed[index * channels.len() + number] && group.handle_time.get(channel).is_none() {
                    let message = format!(
                        "the log has {channel} contacts of group `{name}` without handle time, and the group has none for them"
                    );
                    let help = format!("add {channel} = {{ lognormal = {{ mean = \"5m\", cv = 1.0 }} }}");
                    self.say(
                        "missing_key",
                        at!("groups", name, "handle_time"),
                        message,
                        "not in here",
                        &help,
                    );
                }
            }
        }
        asked
    }
}
