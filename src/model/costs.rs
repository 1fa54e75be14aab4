//! What a desk costs beside hours: the prices of sites, and the horizon they are looked at over.
//!
//! In: the scenario's door. Out: [`Money`], read by `money` and `study`. Must not know: quantities, results; no sum is made here.

use super::calendar::Calendar;
use crate::time::{DAY, Moment, Span};

/// A line of the cost of production.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum CostLine {
    /// Paid hours.
    Wages,
    /// Hours beyond the end of shifts.
    Overtime,
    /// On top of wages, by time of the day and week.
    Premiums,
    /// One for every so many agents.
    Supervisors,
    /// Tools by seat and month.
    Tooling,
    /// One-off amounts, spread over the time that they are used for.
    Capital,
    /// Finding those who are hired.
    Recruiting,
    /// Training them, beside their own paid hours.
    Training,
    /// Covering vacant seats.
    Vacancies,
    /// Paying off those who are released.
    Severance,
    /// Visits.
    Travel,
    /// Training for admission to account groups.
    Admission,
    /// Whatever the site costs at any size.
    Fixed,
    /// Moving the work there.
    Transition,
    /// A programme of the staffing's own.
    Programme,
    /// Steering it.
    Governance,
}

/// Number of lines.
pub const COST_LINES: usize = 16;

impl CostLine {
    /// All, in the order of a bill.
    pub const ALL: [Self; COST_LINES] = [
        Self::Wages,
        Self::Overtime,
        Self::Premiums,
        Self::Supervisors,
        Self::Tooling,
        Self::Capital,
        Self::Recruiting,
        Self::Training,
        Self::Vacancies,
        Self::Severance,
        Self::Travel,
        Self::Admission,
        Self::Fixed,
        Self::Transition,
        Self::Programme,
        Self::Governance,
    ];

    /// Its name in records, `line=wages`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wages => "wages",
            Self::Overtime => "overtime",
            Self::Premiums => "premiums",
            Self::Supervisors => "supervisors",
            Self::Tooling => "tooling",
            Self::Capital => "capital",
            Self::Recruiting => "recruiting",
            Self::Training => "training",
            Self::Vacancies => "vacancies",
            Self::Severance => "severance",
            Self::Travel => "travel",
            Self::Admission => "admission",
            Self::Fixed => "fixed",
            Self::Transition => "transition",
            Self::Programme => "programme",
            Self::Governance => "governance",
        }
    }
}

/// A share of the hourly cost on top of it, at some hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Premium {
    /// Share of the hourly cost.
    pub share: f64,
    /// From and to after midnight by weekday, Monday first, on the scenario's clock; the end may lie beyond 24:00, by
    /// less than a day.
    pub hours: [Option<(Span, Span)>; 7],
}

impl Premium {
    /// Time of a stretch that lies within its hours.
    pub fn within(&self, calendar: &Calendar, from: Moment, to: Moment) -> Span {
        let first = calendar.weekday(0) as i64;
        // What begins the day before may last until today.
        let days = from.div_euclid(DAY) - 1..=to.div_euclid(DAY);
        let of_day = |day: i64| {
            let (start, end) = self.hours[(first + day).rem_euclid(7) as usize]?;
            let midnight = day * DAY;
            Some(((midnight + end).min(to) - (midnight + start).max(from)).max(0))
        };
        days.filter_map(of_day).sum()
    }
}

/// A one-off amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Capital {
    /// Whatever the number of people.
    pub amount: f64,
    /// For each person on the payroll.
    pub per_seat: f64,
    /// When it is spent, in years after the first day counted (negative: before).
    pub from: f64,
    /// Years over which it is spread.
    pub years: f64,
}

/// What a site costs beside its hours; nothing by default. Amounts are in the scenario's currency.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SiteCosts {
    /// On top of the cost of paid hours; several add up.
    pub premiums: Vec<Premium>,
    /// People whom a supervisor looks after; 0: there is none.
    pub span: u32,
    /// A supervisor, per month.
    pub supervisor: f64,
    /// Tools for a person on the payroll, per month.
    pub tooling: f64,
    /// One-off amounts.
    pub capital: Vec<Capital>,
    /// Finding a person, per hire.
    pub recruiting: f64,
    /// Training a person, per hire.
    pub training: f64,
    /// A calendar day on which nobody holds a seat.
    pub vacant_day: f64,
    /// Paying off somebody who is released.
    pub severance: f64,
    /// People × visits a year.
    pub trips: f64,
    /// One person's trip.
    pub trip: f64,
    /// Per month, at any size.
    pub fixed: f64,
    /// Governance, as a share of all other lines.
    pub governance_share: f64,
    /// Governance, per month.
    pub governance: f64,
}

impl SiteCosts {
    /// Whether a line is ever more than nothing.
    pub fn has(&self, line: CostLine) -> bool {
        match line {
            CostLine::Wages | CostLine::Overtime => true,
            CostLine::Premiums => !self.premiums.is_empty(),
            CostLine::Supervisors => self.span > 0,
            CostLine::Tooling => self.tooling > 0.0,
            CostLine::Capital => !self.capital.is_empty(),
            CostLine::Recruiting => self.recruiting > 0.0,
            CostLine::Training => self.training > 0.0,
            CostLine::Vacancies => self.vacant_day > 0.0,
            CostLine::Severance => self.severance > 0.0,
            CostLine::Travel => self.trips * self.trip > 0.0,
            CostLine::Fixed => self.fixed > 0.0,
            // No site has them by itself.
            CostLine::Admission | CostLine::Transition | CostLine::Programme => false,
            CostLine::Governance => self.governance_share + self.governance > 0.0,
        }
    }
}

/// All that a scenario says of money beside hourly costs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Money {
    /// By site; those beyond the end cost nothing beside hours.
    pub sites: Vec<SiteCosts>,
    /// Years over which a present value is taken; 0: none is asked for.
    pub horizon: f64,
    /// Discount rate per year.
    pub discount: f64,
    /// Lines that some staffing has on its bill, whatever its sites cost.
    pub beside: Vec<CostLine>,
}

impl Money {
    /// The costs of a site.
    pub fn site(&self, site: usize) -> Option<&SiteCosts> {
        self.sites.get(site)
    }

    /// Whether anything is said of money beyond hours.
    pub fn says_anything(&self) -> bool {
        let beyond_hours = |site: &SiteCosts| CostLine::ALL[2..].iter().any(|line| site.has(*line));
        self.horizon > 0.0 || !self.beside.is_empty() || self.sites.iter().any(beyond_hours)
    }

    /// Whether a line stands on anybody's bill.
    pub fn has(&self, line: CostLine) -> bool {
        self.says_anything() && (self.beside.contains(&line) || self.sites.iter().any(|site| site.has(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::Premium;
    use crate::model::Calendar;
    use crate::time::{DAY, Date, HOUR, MINUTE};

    #[test]
    fn a_night_reaches_into_the_next_day() {
        // 2026-01-05 is a Monday.
        let start = Date::parse("2026-01-05").unwrap();
        let calendar = Calendar { start, days: 14, warm_up_days: 0, interval: 30 * MINUTE };
        let night = Premium { share: 0.2, hours: [Some((21 * HOUR, 30 * HOUR)); 7] };
        let within = |premium: &Premium, from, to| premium.within(&calendar, from, to);
        // 14:00 to 22:00: an hour. 05:00 to 13:00, also on the first day: an hour. 20:00 to 08:00: all nine.
        assert_eq!(within(&night, 14 * HOUR, 22 * HOUR), HOUR);
        assert_eq!(within(&night, 5 * HOUR, 13 * HOUR), HOUR);
        assert_eq!(within(&night, 20 * HOUR, 32 * HOUR), 9 * HOUR);
        assert_eq!(within(&night, 8 * HOUR, 20 * HOUR), 0);
        let mut sunday = Premium { share: 0.5, hours: [None; 7] };
        sunday.hours[6] = Some((0, DAY));
        assert_eq!(within(&sunday, 5 * DAY + 20 * HOUR, 6 * DAY + 4 * HOUR), 4 * HOUR);
        assert_eq!(within(&sunday, 6 * DAY + 20 * HOUR, 7 * DAY + 4 * HOUR), 4 * HOUR);
    }
}
