//! Sites and shifts: where people work, and when on the scenario's clock.
//!
//! In: `[sites]`, `[shifts]`. Out: [`Places`]: sites, and shifts on the clock of the scenario. Must not know: which
//! people work them.

use std::collections::BTreeSet;

use super::hours::{Week, hours_help, stretch};
use super::{Door, at};
use crate::model::{Break, Shift, Site, SiteFactors};
use crate::random::subject;
use crate::scenario::file::DateText;
use crate::time::{DAY, Span, format_clock, parse_span};

/// Sites and every shift on the clock of every site.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) sites: Vec<Site>,
    pub(super) site_names: Vec<String>,
    /// Hours that each site is ahead of the scenario's clock.
    offsets: Vec<Span>,
    /// The different ones among them, ascending.
    clocks: Vec<Span>,
    /// A shift for each (shift of the file, clock).
    pub(super) shifts: Vec<Shift>,
    /// The name of each.
    pub(super) shift_names: Vec<String>,
    /// Those that a team works.
    used: BTreeSet<usize>,
}

impl Places {
    /// A shift of the file, at a site.
    pub(super) fn shift(&mut self, shift: usize, site: usize) -> u16 {
        let offset = self.offsets.get(site).copied().unwrap_or(0);
        let clock = self.clocks.iter().position(|clock| *clock == offset).unwrap_or(0);
        let index = shift * self.clocks.len() + clock;
        self.used.insert(index);
        index as u16
    }
}

impl Places {
    /// The shifts that a team works, by name.
    pub(super) fn worked<'n>(&self, names: &[&'n str]) -> Vec<(&'n str, Shift)> {
        let named = |index: &usize| (names[index / self.clocks.len()], self.shifts[*index].clone());
        self.used.iter().map(named).collect()
    }

    /// Local hours of some weekdays at a site, on the scenario's clock.
    pub(super) fn on_clock(
        &self,
        site: usize,
        hours: (Span, Span),
        days: &[usize],
    ) -> [Option<(Span, Span)>; 7] {
        let local = Local { hours, days: days.to_vec(), breaks: Vec::new() };
        local.at(self.offsets.get(site).copied().unwrap_or(0)).hours
    }
}

/// A shift in local time.
#[derive(Debug, Default)]
struct Local {
    hours: (Span, Span),
    days: Vec<usize>,
    breaks: Vec<Break>,
}

impl Local {
    /// The same on the scenario's clock, for a site so far ahead of it. A start before midnight belongs to the day before.
    fn at(&self, offset: Span) -> Shift {
        let from = self.hours.0 - offset;
        let days_off = from.div_euclid(DAY);
        let moved = offset + days_off * DAY;
        let days_ahead = -days_off as i8;
        let mut shift = Shift { hours: [None; 7], breaks: self.breaks.clone(), days_ahead };
        for day in &self.days {
            let day = (*day as i64 + days_off).rem_euclid(7) as usize;
            shift.hours[day] = Some((self.hours.0 - moved, self.hours.1 - moved));
        }
        for rest in &mut shift.breaks {
            rest.start -= moved;
        }
        shift
    }
}

impl Door<'_> {
    pub(super) fn places(&mut self) -> Places {
        let scenario = self.scenario;
        let mut places = Places::default();
        for (name, site) in scenario.sites.iter() {
            let lever = |key: &str| format!("sites.{name}.{key}");
            if site.overtime.is_none() {
                self.assume(&lever("overtime"), "1.25", "overtime is paid at this multiple", false);
            }
            if site.full_time_hours.is_none() {
                self.assume(&lever("full_time_hours"), "35", "paid hours of a full-time week", false);
            }
            if site.hourly_cost == 0.0 {
                self.assume(&lever("hourly_cost"), "0", "people cost nothing: no staffing is cheaper", false);
            }
            let offset = self.offset(name, site.utc_offset.as_deref());
            places.offsets.push(offset);
            places.sites.push(Site {
                key: subject(name),
                hourly_cost: site.hourly_cost,
                overtime: site.overtime.unwrap_or(1.25),
                holidays: site.holidays.iter().filter_map(DateText::date).collect(),
                full_time_hours: site.full_time_hours.unwrap_or(35.0),
                factors: SiteFactors::default(),
            });
            places.site_names.push(name.to_string());
        }
        if places.sites.is_empty() {
            self.assume("sites", "one without costs", "people cost nothing: no staffing is cheaper", false);
            places.sites.push(Site {
                key: subject("site"),
                hourly_cost: 0.0,
                overtime: 1.25,
                holidays: Vec::new(),
                full_time_hours: 35.0,
                factors: SiteFactors::default(),
            });
            places.site_names.push("site".into());
            places.offsets.push(0);
        }
        places.clocks.clone_from(&places.offsets);
        places.clocks.sort_unstable();
        places.clocks.dedup();
        for name in scenario.shifts.names() {
            let local = self.local_shift(name);
            places.shifts.extend(places.clocks.iter().map(|offset| local.at(*offset)));
            places.shift_names.resize(places.shifts.len(), name.to_owned());
        }
        places
    }

    fn offset(&mut self, site: &str, text: Option<&str>) -> Span {
        let Some(text) = text else { return 0 };
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        match parse_span(rest) {
            Ok(span) if span <= DAY => sign * span,
            _ => {
                let help = "hours ahead of the scenario's clock: \"1h\", \"-5h30m\"";
                let message = format!("`{text}` is no offset");
                self.say("unit", at!("sites", site, "utc_offset"), message, "no offset", help);
                0
            }
        }
    }

    fn local_shift(&mut self, name: &str) -> Local {
        let Some(shift) = self.scenario.shifts.get(name) else { return Local::default() };
        let days = self.days_of_week(shift.days.as_ref(), at!("shifts", name, "days"));
        if days.is_empty() && shift.days.as_ref().is_some_and(|days| days.words().is_empty()) {
            let help = "write mon, tue, … sun, or a range such as mon-fri; without `days` it is every day";
            let message = format!("shift `{name}` has no days");
            self.say("days", at!("shifts", name, "days"), message, "never worked", help);
        }
        let (from, mut to) = match stretch(&shift.hours) {
            Ok(hours) => hours,
            Err(cause) => {
                let help = hours_help(&shift.hours);
                self.say("hours", at!("shifts", name, "hours"), cause, "cannot be read", &help);
                return Local { days, ..Local::default() };
            }
        };
        if from >= DAY {
            let message = format!("shift `{name}` begins at 24:00, when the next day has begun");
            let help = "let it begin at 00:00, on that day";
            self.say("hours", at!("shifts", name, "hours"), message, "begins at 24:00", help);
            return Local { days, ..Local::default() };
        }
        if to <= from {
            to += DAY;
        }
        let mut breaks = Vec::new();
        for (index, rest) in shift.breaks.iter().enumerate() {
            let mut start = rest.start.span();
            if start < from {
                start += DAY;
            }
            let length = rest.length.span();
            let turns = rest.turns.unwrap_or(1);
            if start + Span::from(turns) * length > to {
                let at = at!("shifts", name, "breaks", index, "start");
                let last = if turns > 1 { "the last turn of " } else { "" };
                let message = format!("{last}this break lies outside shift `{name}`");
                let help = format!("let it begin and end within {}", shift.hours);
                self.say("shift", at, message, "outside the shift", &help);
            }
            if length == 0 {
                let at = at!("shifts", name, "breaks", index, "length");
                let message = format!("this break of shift `{name}` takes no time");
                self.say("shift", at, message, "no time", "leave it out, or write length = \"15m\"");
            }
            if rest.paid.is_none() {
                let note = "breaks are paid hours: they count in cost and in FTE";
                self.assume("shifts.*.breaks.paid", "true", note, false);
            }
            let paid = rest.paid.unwrap_or(true);
            breaks.push(Break { start, length, paid, passes: rest.passes, turns });
        }
        let rests: Span = breaks.iter().map(|rest| rest.length).sum();
        if !breaks.is_empty() && rests == to - from {
            let message = format!("the breaks of shift `{name}` take up all of it");
            let help = format!("leave time to work within {}", shift.hours);
            self.say("shift", at!("shifts", name, "breaks"), message, "no time to work", &help);
        }
        let ends = |rest: &Break| rest.start + Span::from(rest.turns) * rest.length;
        if breaks.windows(2).any(|pair| ends(&pair[0]) > pair[1].start) {
            let message = format!("the breaks of shift `{name}` overlap or are out of order");
            let help = "list them by their start, each after the end of the one before";
            self.say("shift", at!("shifts", name, "breaks"), message, "overlap", help);
        }
        Local { hours: (from, to), days, breaks }
    }

    /// Shifts that a team works must meet somebody.
    pub(super) fn check_shifts(&mut self, places: &Places, weeks: &[Week]) {
        let names = self.scenario.shifts.names();
        for index in &places.used {
            let (shift, name) = (&places.shifts[*index], names[index / places.clocks.len()]);
            let meets = |day: usize, (from, to): (Span, Span)| {
                weeks.iter().any(|week| {
                    let today = week.stretches(day).iter().any(|open| open.0 < to && from < open.1);
                    today || week.stretches((day + 1) % 7).iter().any(|open| open.0 + DAY < to)
                })
            };
            let mut hours = shift.hours.iter().enumerate().filter_map(|(day, hours)| Some((day, (*hours)?)));
            let Some((_, (from, to))) = hours.clone().next() else { continue };
            if !hours.any(|(day, hours)| meets(day, hours)) {
                let message = format!(
                    "shift `{name}` lies outside the opening hours of every channel ({} to {} of the scenario's clock)",
                    on_day(from),
                    on_day(to)
                );
                let help = "mind the site's utc_offset, and the days";
                self.say("shift", at!("shifts", name, "hours"), message, "nobody could be served", help);
            }
        }
    }
}

/// A clock that may be that of the day before or after: `06:00 (+1 day)`.
fn on_day(time: Span) -> String {
    let (days, clock) = (time.div_euclid(DAY), format_clock(time.rem_euclid(DAY)));
    match days {
        // The end of a day is its own.
        1 if time == DAY => format_clock(DAY),
        0 => clock,
        _ => format!("{clock} ({days:+} day)"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Local, on_day};
    use crate::model::Break;
    use crate::time::{HOUR, MINUTE};

    #[test]
    fn a_clock_of_another_day_says_so() {
        let said = [22, 24, 30, -1].map(|hours| on_day(hours * HOUR));
        assert_eq!(said, ["22:00", "24:00", "06:00 (+1 day)", "23:00 (-1 day)"]);
    }

    #[test]
    fn a_shift_that_starts_before_midnight_belongs_to_the_day_before() {
        let lunch = Break { start: 12 * HOUR, length: 30 * MINUTE, paid: true, passes: false, turns: 1 };
        let local = Local { hours: (8 * HOUR, 16 * HOUR), days: vec![0, 1], breaks: vec![lunch] };
        let east = local.at(9 * HOUR);
        assert_eq!(east.hours[6], Some((23 * HOUR, 31 * HOUR)));
        assert_eq!((east.hours[0], east.hours[1]), (Some((23 * HOUR, 31 * HOUR)), None));
        assert_eq!((east.breaks[0].start, east.days_ahead), (27 * HOUR, 1));
        let west = local.at(-20 * HOUR);
        assert_eq!((west.hours[0], west.hours[1]), (None, Some((4 * HOUR, 12 * HOUR))));
        assert_eq!(local.at(0).hours[0], Some((8 * HOUR, 16 * HOUR)));
    }
}
