//! Who is paid in a part, and what it comes to.
//!
//! In: a part, the teams of a slice. Out: heads, hours and amounts, added to [`Sums`]. Must not know: replications.

use crate::metrics::Part;
use crate::metrics::part::{Bill, SeatDays, Slice, Sums};
use crate::model::{Capital, CostLine, Model, Payment, Purpose, SiteCosts, Spending};
use crate::money::horizon::{annuity, present_share};
use crate::money::lines::{Lines, Quantities, charged_share, costed_hires, lines, supervisors, trips};
use crate::money::{Costs, PersonTime, Rates, full_time_equivalents};
use crate::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, Span, hours};

/// Paid time, cost, heads and full-time equivalents of the teams of a slice.
pub(super) fn add_people(sum: &mut Sums, model: &Model, staffing: usize, part: &Part, slice: Slice) {
    let days = model.calendar.counted_days();
    let mut sites = Vec::new();
    for (index, team) in model.staffings[staffing].teams.iter().enumerate() {
        if slice.team.is_some_and(|wanted| wanted != index) {
            continue;
        }
        let site = &model.sites[usize::from(team.site)];
        let worked = part.hours[index];
        for (total, more) in sum.hours.iter_mut().zip(worked) {
            *total += more;
        }
        let time = part.time(Slice { team: Some(index), ..Slice::default() });
        let idle = time.idle();
        let rates = Rates { hourly_cost: site.hourly_cost, overtime: site.overtime };
        let person_time = PersonTime { paid: worked[0], overtime: time.overtime, idle };
        sites.push((rates, person_time));
        sum.agents += heads(part, index);
        sum.seats += part.seats.get(index).copied().unwrap_or_default();
        sum.fte += full_time_equivalents(worked[0], days, site.full_time_hours).unwrap_or(0.0);
        if model.money.says_anything() {
            sum.bill.usable += rates.hourly_cost * hours(time.usable);
            add_lines(sum, model, staffing, part, (index, rates, person_time));
        }
    }
    let costs = Costs::of(sites);
    sum.cost[0] += costs.production;
    sum.cost[1] += costs.overtime;
    sum.cost[2] += costs.idle;
}

/// Paid time of a person, and the cost of overtime and of idle time.
pub(super) fn add_agent(sum: &mut Sums, model: &Model, staffing: usize, part: &Part, agent: usize) {
    let member = &model.staffings[staffing].agents[agent];
    let site = &model.sites[usize::from(model.staffings[staffing].teams[usize::from(member.team)].site)];
    let worked = part.agent_hours.get(agent).copied().unwrap_or_default();
    for (total, more) in sum.hours.iter_mut().zip(worked) {
        *total += more;
    }
    let time = part.agent_time[agent];
    let rates = Rates { hourly_cost: site.hourly_cost, overtime: site.overtime };
    let person_time = PersonTime { paid: worked[0], overtime: time.overtime, idle: time.idle() };
    let costs = Costs::of([(rates, person_time)]);
    sum.cost[1] += costs.overtime;
    sum.cost[2] += costs.idle;
}

/// Whatever else a team costs than hours: its own, and its share of its site's by heads.
fn add_lines(
    sum: &mut Sums,
    model: &Model,
    staffing: usize,
    part: &Part,
    (index, rates, time): (usize, Rates, PersonTime),
) {
    let nothing = SiteCosts::default();
    let site = usize::from(model.staffings[staffing].teams[index].site);
    let costs = model.money.site(site).unwrap_or(&nothing);
    let ours = Ours::of(model, staffing, part, index, costs);
    let quantities = ours.quantities(time, part.hours[index][3]);
    let bill = lines(rates, costs, &quantities, model.money.discount);
    for (total, more) in sum.bill.lines.iter_mut().zip(bill) {
        *total += more;
    }
    // Wages and overtime are in the cost of production already.
    sum.cost[0] += bill[CostLine::Premiums as usize..].iter().sum::<f64>();
    ours.tell_undertaken(&mut sum.bill);
    sum.bill.admission_days += quantities.admission_days;
    sum.bill.supervisors += quantities.supervisors;
    sum.bill.hires += quantities.hires;
    sum.bill.releases += quantities.releases;
    sum.bill.trips += quantities.trips;
    sum.bill.site_months += quantities.share * quantities.there * f64::from(quantities.days) / DAYS_PER_MONTH;
    if model.money.horizon > 0.0 && quantities.days > 0 {
        sum.bill.present_value += ours.present_value(&bill);
    }
}

/// A team as its site and its staffing pay for it.
struct Ours<'a> {
    model: &'a Model,
    costs: &'a SiteCosts,
    spending: &'a Spending,
    /// People on the payroll.
    people: f64,
    site: Site,
    /// Share of what the site costs at any size.
    of_site: f64,
    /// Share of what the staffing spends beside its daily work.
    of_spending: f64,
    seats: SeatDays,
    /// Days of training for admission: of each person a year, of each person hired once.
    admission: [f64; 2],
    /// What such a day costs.
    training_day: f64,
    moved: Once,
}

impl<'a> Ours<'a> {
    fn of(model: &'a Model, staffing: usize, part: &Part, index: usize, costs: &'a SiteCosts) -> Self {
        let spending = &model.staffings[staffing].spending;
        let site = usize::from(model.staffings[staffing].teams[index].site);
        let site = at_site(model, staffing, part, site, costs.span);
        let people = heads(part, index);
        let part_of = |per_team: &[f64]| per_team.get(index).copied().unwrap_or(0.0);
        let admission = spending.admission.get(index).copied().unwrap_or_default();
        let training_day = part_of(&spending.day);
        Self {
            model,
            costs,
            spending,
            people,
            // A site without anybody belongs to its teams alike.
            of_site: if site.people > 0.0 {
                people / site.people
            } else {
                1.0 / f64::from(site.teams.max(1))
            },
            site,
            of_spending: part_of(&spending.shares),
            seats: part.seats.get(index).copied().unwrap_or_default(),
            admission,
            training_day,
            moved: Once::of(model, staffing, part, index, costs, admission[1] * training_day),
        }
    }

    /// What is paid for over the days counted.
    fn quantities(&self, time: PersonTime, premium: Span) -> Quantities {
        let Self { costs, seats, moved, site: Site { supervisors, there, .. }, .. } = self;
        let days = self.model.calendar.counted_days();
        let hires = costed_hires(
            seats.expected_hires as f64 / 1e6 - moved.hired,
            seats.hires as f64 - moved.hired,
            days,
        );
        let [a_year, a_hire] = self.admission;
        Quantities {
            paid: time.paid,
            overtime: time.overtime,
            premium,
            agents: self.people,
            supervisors: self.of_site * supervisors,
            hires,
            vacant_days: seats.vacant as f64,
            releases: seats.releases as f64 - moved.released,
            trips: self.of_site * there * trips(costs.trips, days),
            share: self.of_site,
            there: *there,
            admission_days: self.people * (f64::from(days) / DAYS_PER_YEAR) * a_year + hires * a_hire,
            training_day: self.training_day,
            beside: self.undertaken(),
            days,
        }
    }

    /// What falls on the days counted of moves, and of a programme.
    fn undertaken(&self) -> [f64; 2] {
        let (days, discount) = (self.model.calendar.counted_days(), self.model.money.discount);
        let mut beside = [0.0; 2];
        for payment in &self.spending.payments {
            let charged = payment.once.amount * charged_share(&payment.once, days, discount);
            let (from, to) = charged_years(payment, days);
            let line = usize::from(payment.purpose.line() == CostLine::Programme);
            beside[line] += self.of_spending * (charged + payment.per_year * (to - from).max(0.0));
        }
        for (_, once) in &self.moved.payments {
            beside[0] += once.amount * charged_share(once, days, discount);
        }
        beside
    }

    /// The whole amounts of the same, by purpose.
    fn tell_undertaken(&self, bill: &mut Bill) {
        for payment in &self.spending.payments {
            bill.beside[payment.purpose as usize] += self.of_spending * payment.once.amount;
            bill.programme_year += self.of_spending * payment.per_year;
        }
        for (purpose, once) in &self.moved.payments {
            bill.beside[*purpose as usize] += once.amount;
        }
    }

    /// What all of it comes to over the horizon, in money of the first day.
    fn present_value(&self, bill: &Lines) -> f64 {
        let Self { model, costs, .. } = self;
        let (horizon, discount) = (model.money.horizon, model.money.discount);
        let years = f64::from(model.calendar.counted_days()) / DAYS_PER_YEAR;
        let dated = [CostLine::Capital, CostLine::Transition, CostLine::Programme];
        let dated: f64 = dated.iter().map(|line| bill[*line as usize]).sum();
        let running: f64 = bill.iter().sum::<f64>() - (1.0 + costs.governance_share) * dated;
        let one_off = |one: &Capital| {
            (self.of_site * one.amount + self.people * one.per_seat) * present_share(one, horizon, discount)
        };
        let mut one_off: f64 = costs.capital.iter().map(one_off).sum();
        for payment in &self.spending.payments {
            let from = payment.once.from.clamp(0.0, horizon);
            let yearly = annuity(horizon, discount) - annuity(from, discount);
            let once = payment.once.amount * present_share(&payment.once, horizon, discount);
            one_off += self.of_spending * (once + payment.per_year * yearly);
        }
        for (_, once) in &self.moved.payments {
            one_off += once.amount * present_share(once, horizon, discount);
        }
        running / years * annuity(horizon, discount) + (1.0 + costs.governance_share) * one_off
    }
}

/// Who of a team comes and goes by date: found, trained and paid off once, and not year after year.
struct Once {
    /// People on the days counted.
    hired: f64,
    released: f64,
    /// What they cost, dated.
    payments: Vec<(Purpose, Capital)>,
}

impl Once {
    /// `admission` is what it costs to train somebody new for the groups that the team serves.
    fn of(
        model: &Model,
        staffing: usize,
        part: &Part,
        team: usize,
        costs: &SiteCosts,
        admission: f64,
    ) -> Self {
        let spending = &model.staffings[staffing].spending;
        let warm_up = model.calendar.warm_up_days;
        let mut once = Self { hired: 0.0, released: 0.0, payments: Vec::new() };
        for moved in part.moved.iter().filter(|moved| moved.team == team) {
            let (hired, released) = (moved.hired as f64, moved.released as f64);
            if moved.day >= warm_up {
                once.hired += hired;
                once.released += released;
            }
            let Some(years) = spending.years_on(moved.day) else { continue };
            let from = (f64::from(moved.day) - f64::from(warm_up)) / DAYS_PER_YEAR;
            let mut pay = |purpose, amount: f64| {
                if amount > 0.0 {
                    once.payments.push((purpose, Capital { amount, per_seat: 0.0, from, years }));
                }
            };
            pay(Purpose::Hires, hired * (costs.recruiting + costs.training + admission));
            pay(Purpose::Severance, released * costs.severance);
        }
        once
    }
}

/// From when to when within the days counted a yearly payment runs, in years.
fn charged_years(payment: &Payment, days: u32) -> (f64, f64) {
    let counted = f64::from(days) / DAYS_PER_YEAR;
    (payment.once.from.clamp(0.0, counted), counted)
}

/// People on the payroll of a team, mean over the days counted.
fn heads(part: &Part, team: usize) -> f64 {
    mean(part, |stretch| stretch.get(team).copied().unwrap_or(0))
}

/// The mean over the days counted of something that depends on the people of each team.
fn mean(part: &Part, of: impl Fn(&[i64]) -> i64) -> f64 {
    let days: i64 = part.stretches.iter().sum();
    let stretches = part.heads.chunks(part.shape.teams.max(1));
    let sum: i64 = part.stretches.iter().zip(stretches).map(|(days, heads)| days * of(heads)).sum();
    sum as f64 / days.max(1) as f64
}

/// Means over the days counted.
struct Site {
    people: f64,
    teams: u32,
    supervisors: f64,
    /// Share of days with anybody; a site that never has anybody is there throughout.
    there: f64,
}

/// People on the payroll of a site, its teams, and the supervisors that it needs day by day.
fn at_site(model: &Model, staffing: usize, part: &Part, site: usize, span: u32) -> Site {
    let teams = model.staffings[staffing].teams.iter().enumerate();
    let here: Vec<usize> =
        teams.filter(|(_, team)| usize::from(team.site) == site).map(|(index, _)| index).collect();
    let people = |heads: &[i64]| here.iter().map(|team| heads.get(*team).copied().unwrap_or(0)).sum::<i64>();
    Site {
        people: mean(part, people),
        there: Some(mean(part, |heads| i64::from(people(heads) > 0)))
            .filter(|there| *there > 0.0)
            .unwrap_or(1.0),
        teams: here.len() as u32,
        supervisors: mean(part, |heads| i64::from(supervisors(people(heads) as u32, span))),
    }
}
