//! What is undertaken beside daily work: the cost of moves and programmes, training for admission, and what they change.
//!
//! In: `[staffings.X.transition]`, `[staffings.X.programme]`, `groups.X.admission`. Out: payments and effects. Must not
//! know: when which people are there, what a run does.

use super::accounts::Groups;
use super::crews::Crew;
use super::moves::Phase;
use super::parts::Parts;
use super::people::People;
use super::{Door, at};
use crate::model::{
    Calendar, Capital, CostLine, Knowledge, Payment, Programme, Purpose, Spending, Staffing, Team, Turnover,
    Written,
};
use crate::scenario::file::{self, DateText, Renewed, Term};
use crate::scenario::problem::Step;
use crate::time::{DAYS_PER_YEAR, Date, HOUR, Span};

impl Door<'_> {
    /// What a staffing spends beside its daily work.
    pub(super) fn spending(
        &mut self,
        given: &file::Staffing,
        parts: &Parts<'_>,
        programme: &Programme,
    ) -> Spending {
        let calendar = &parts.people.calendar;
        let (admission, day) = self.admission_training(parts);
        let a_hire: Vec<f64> = admission.iter().zip(&day).map(|([_, days], cost)| days * cost).collect();
        let mut payments = Vec::new();
        for phase in parts.phases {
            let Some((_, staffing)) = self.scenario.staffings.iter().nth(phase.to) else { continue };
            let Some(transition) = &staffing.transition else { continue };
            let once = self.dated(phase.date, transition.amortise.as_ref(), calendar);
            let mut pay = |purpose: Purpose, amount: f64| {
                if amount > 0.0 {
                    payments.push(Payment { purpose, once: Capital { amount, ..once }, per_year: 0.0 });
                }
            };
            let [parallel, ramp, hires, severance] =
                self.of_people(phase, parts, (programme.ramp_up, &a_hire));
            if phase.is_settled() {
                pay(Purpose::Parallel, parallel);
                pay(Purpose::Ramp, ramp);
                pay(Purpose::Hires, hires);
                pay(Purpose::Severance, severance);
            }
            if let Some(trips) = transition.immersion {
                pay(Purpose::Immersion, trips.people * (trips.trip + trips.weeks * trips.week));
            }
            if let Some(documentation) = &transition.documentation {
                pay(Purpose::Documentation, documentation.days * documentation.cost_per_day);
            }
        }
        if let Some(own) = &given.programme {
            let once =
                self.dated(own.date.as_ref().and_then(DateText::date), own.amortise.as_ref(), calendar);
            let once = Capital { amount: own.once, ..once };
            payments.push(Payment { purpose: Purpose::Programme, once, per_year: own.per_year });
        }
        let shares = if payments.is_empty() { Vec::new() } else { shares(parts) };
        let spread = self.spread(parts, &a_hire);
        Spending { payments, shares, admission, day, spread }
    }

    /// From which day of the run on over how many years hires and releases by date are spread: those of a move as the
    /// move is. `a_hire`: by team, what training for admission costs for each person hired.
    fn spread(&mut self, parts: &Parts<'_>, a_hire: &[f64]) -> Vec<(u32, f64)> {
        let scenario = self.scenario;
        let costs = |(index, team): (usize, &Team)| {
            let comes_and_goes =
                team.agents.clone().any(|agent| !parts.agents[agent as usize].closed.is_empty());
            let site = scenario.sites.iter().nth(usize::from(team.site)).map(|(_, site)| site);
            let price =
                site.map_or(0.0, |site| site.recruiting_per_hire + site.training_per_hire + site.severance);
            comes_and_goes && team.review.is_none() && price + a_hire.get(index).copied().unwrap_or(0.0) > 0.0
        };
        if !parts.teams.iter().enumerate().any(costs) {
            return Vec::new();
        }
        let mut spread = Vec::new();
        for phase in parts.phases.iter().filter(|phase| !phase.is_settled()) {
            let transition =
                scenario.staffings.iter().nth(phase.to).and_then(|(_, one)| one.transition.as_ref());
            let own = transition.and_then(|one| one.amortise.as_ref());
            spread.push((phase.begins().max(0) as u32, self.years_spread(own)));
        }
        if spread.is_empty() {
            spread.push((0, self.years_spread(None)));
        }
        spread
    }

    /// A one-off amount of nothing, with its date and the time that it is spread over.
    fn dated(&mut self, date: Option<Date>, own: Option<&Term>, calendar: &Calendar) -> Capital {
        let first = calendar.date(calendar.warm_up_days);
        let from = date.map_or(0.0, |date| f64::from(date.days_since(first)) / DAYS_PER_YEAR);
        Capital { amount: 0.0, per_seat: 0.0, from, years: self.years_spread(own) }
    }

    /// The desk that hands over, what those who take over lose while they learn, what it costs to find and train them, and
    /// to pay off those who go.
    fn of_people(&self, phase: &Phase, parts: &Parts<'_>, (ramp_up, a_hire): (f64, &[f64])) -> [f64; 4] {
        let people = parts.people;
        let (before, after) = (&people.plain[phase.from], &people.plain[phase.to]);
        let count = |crews: &[Crew], name: &str| {
            crews.iter().find(|crew| crew.name == name).map_or(0, |crew| crew.count)
        };
        let cost = |crew: &Crew| people.sites[crew.site].hourly_cost;
        let site = |crew: &Crew| self.scenario.sites.iter().nth(crew.site).map(|(_, site)| site);
        let mut sums = [0.0; 4];
        for crew in before {
            let going = f64::from(crew.count.saturating_sub(count(after, &crew.name)));
            sums[0] += going * weekly_hours(crew, people) * phase.parallel_weeks() * cost(crew);
            sums[3] += going * site(crew).map_or(0.0, |site| site.severance);
        }
        for crew in after {
            let coming = f64::from(crew.count.saturating_sub(count(before, &crew.name)));
            let first =
                people.roster_starts.get(&crew.roster).and_then(|first| people.people.get(*first as usize));
            let rules: Option<&Turnover> = first.and_then(|person| person.turnover.as_deref());
            let lost = rules.map_or(0.0, |rules| rules.training + rules.ramp_up.days_lost() / ramp_up);
            sums[1] += coming * lost / 7.0 * weekly_hours(crew, people) * cost(crew);
            let place = parts.crews.iter().position(|one| one.name == crew.name);
            let admission = place.and_then(|team| a_hire.get(team)).copied().unwrap_or(0.0);
            let price = site(crew).map_or(0.0, |site| site.recruiting_per_hire + site.training_per_hire);
            sums[2] += coming * (price + admission);
        }
        sums
    }

    /// Days of training for admission by team: what each person has a year, and each person hired once; and their cost.
    fn admission_training(&mut self, parts: &Parts<'_>) -> (Vec<[f64; 2]>, Vec<f64>) {
        let scenario = self.scenario;
        if scenario.groups.iter().all(|(_, group)| group.admission.is_none()) {
            return (Vec::new(), Vec::new());
        }
        let of_team = |team: &Team| {
            let mut days = [0.0; 2];
            for (index, (_, group)) in scenario.groups.iter().enumerate() {
                let Some(training) = group.admission else { continue };
                let admitted =
                    team.agents.clone().filter(|agent| parts.agent_serves(*agent, index as u16, None));
                let share = admitted.count() as f64 / team.agents.len().max(1) as f64;
                days[0] +=
                    if training.renewed == Renewed::Yearly { share * training.training_days } else { 0.0 };
                days[1] += share * training.training_days;
            }
            days
        };
        let cost = |team: &Team| parts.people.sites[usize::from(team.site)].training_day();
        (parts.teams.iter().map(of_team).collect(), parts.teams.iter().map(cost).collect())
    }

    /// What transitions and the programme of a staffing change in it.
    pub(super) fn programme(
        &mut self,
        name: &str,
        given: &file::Staffing,
        (phases, groups, calendar): (&[Phase], &Groups, &Calendar),
        knowledge: Option<&Knowledge>,
    ) -> Programme {
        let scenario = self.scenario;
        let mut reaches = vec![0.0_f64; scenario.groups.len()];
        let own = phases.iter().filter_map(|phase| scenario.staffings.iter().nth(phase.to));
        for (of, staffing) in own {
            let Some(written) = staffing.transition.as_ref().and_then(|one| one.documentation.as_ref())
            else {
                continue;
            };
            let Some(reached) = written.reaches else { continue };
            let path = at!("staffings", of, "transition", "documentation").to_vec();
            if of == name {
                self.needs_knowledge(&[&path[..], at!("reaches")].concat());
            }
            let all: Vec<usize> = match &written.groups {
                None => (0..reaches.len()).collect(),
                Some(named) => {
                    let found = named.iter().enumerate().filter_map(|(index, group)| {
                        let at = [&path[..], at!("groups", index)].concat();
                        if of == name {
                            return self.find(&scenario.groups, "account group", group, &at);
                        }
                        scenario.groups.index(group)
                    });
                    found.collect()
                }
            };
            for group in all {
                reaches[group] = reaches[group].max(reached);
            }
        }
        let programme = given.programme.clone().unwrap_or_default();
        if let Some(reached) = programme.documentation {
            self.needs_knowledge(at!("staffings", name, "programme", "documentation"));
            for group in &mut reaches {
                *group = group.max(reached);
            }
        }
        self.check_programme(name, given, calendar);
        let is_more = reaches.iter().any(|reached| *reached > 0.0);
        let written = knowledge.filter(|_| is_more).map(|knowledge| {
            let effect = self.documentation_effect();
            let documented = groups.accounts.iter().zip(&knowledge.documented);
            let documented: Vec<f64> =
                documented.map(|(account, was)| was.max(reaches[usize::from(account.group)])).collect();
            let hidden = groups.accounts.iter().zip(&documented);
            let hidden = hidden.map(|(account, documented)| account.complexity * (1.0 - effect * documented));
            Written { hidden: hidden.collect(), documented }
        });
        Programme {
            written,
            resolution: programme.resolution_factor.unwrap_or(1.0),
            ramp_up: programme.ramp_up_factor.unwrap_or(1.0),
        }
    }

    fn needs_knowledge(&mut self, path: &[Step]) {
        if self.scenario.knowledge.is_none() {
            let message = "how far accounts are documented does nothing where nothing is known";
            let help = "add [knowledge] (its defaults will do) and measured_under";
            self.say("no_effect", path, message, "needs [knowledge]", help);
        }
    }

    /// A programme changes something that there is.
    fn check_programme(&mut self, name: &str, given: &file::Staffing, calendar: &Calendar) {
        let Some(programme) = &given.programme else { return };
        let scenario = self.scenario;
        let path = |key: &str| at!("staffings", name, "programme", key).to_vec();
        let changes = programme.documentation.is_some()
            || programme.handle_time_factor.is_some()
            || programme.resolution_factor.is_some()
            || programme.ramp_up_factor.is_some()
            || programme.turnover_factor.is_some();
        if let Some(date) = programme.date.as_ref().and_then(DateText::date) {
            let day = calendar.day_of(date);
            if day >= i64::from(calendar.days) {
                let message = format!("{date} lies after the end of the run");
                let help = format!(
                    "the last day is {}: lengthen [run] days, or take an earlier date; what a programme changes holds for \
                     the whole run",
                    calendar.last_date()
                );
                self.say("range", &path("date"), message, "outside the run", &help);
            } else if day > i64::from(calendar.warm_up_days) && changes {
                let message = format!(
                    "the programme is paid for from {date} on, but what it changes holds from the first day of the run on, \
                     {}.",
                    calendar.date(0)
                );
                let remedy = "Leave its `date` out, or let the run begin on that day ([run] start), so that work and cost \
                              change together.";
                self.caution("early_effects", Some(name), message, remedy);
            }
        }
        let nobody_leaves = scenario.rosters.iter().all(|(_, roster)| roster.turnover.is_none());
        for (key, is_given) in [
            ("ramp_up_factor", programme.ramp_up_factor.is_some()),
            ("turnover_factor", programme.turnover_factor.is_some()),
        ] {
            if is_given && nobody_leaves {
                let message = format!("`{key}` does nothing where nobody leaves and nobody is new");
                self.say("no_effect", &path(key), message, "needs turnover", "add [rosters.X.turnover]");
            }
        }
        let nothing_returns = scenario.groups.iter().all(|(_, group)| group.follow_up.is_none());
        if programme.resolution_factor.is_some() && nothing_returns {
            let message = "`resolution_factor` does nothing where no contact comes back";
            let help = "say which share of contacts does: groups.X.follow_up";
            self.say("no_effect", &path("resolution_factor"), message, "needs follow_up", help);
        }
    }
}

/// By team: its share of what is spent, by the people who take over; by all people, where nobody does.
fn shares(parts: &Parts<'_>) -> Vec<f64> {
    let before = parts.phases.last().map(|phase| &parts.people.plain[phase.from]);
    let was = |name: &str| {
        let crew = before.and_then(|crews| crews.iter().find(|crew| crew.name == name));
        crew.map_or(0, |crew| crew.count)
    };
    let there = |crew: &Crew| crew.owning.last().map_or(0, |step| step.people);
    let mut people: Vec<u32> =
        parts.crews.iter().map(|crew| there(crew).saturating_sub(was(&crew.name))).collect();
    if people.iter().all(|count| *count == 0) {
        people = parts.crews.iter().map(there).collect();
    }
    if people.iter().all(|count| *count == 0) {
        people = parts.crews.iter().map(|crew| crew.count).collect();
    }
    let all: u32 = people.iter().sum();
    people.into_iter().map(|count| f64::from(count) / f64::from(all.max(1))).collect()
}

/// Paid hours of an ordinary week of one of a team's people.
fn weekly_hours(crew: &Crew, people: &People) -> f64 {
    if crew.shifts.is_empty() {
        return people.sites[crew.site].full_time_hours;
    }
    let of_shift = |shift: &u16| -> Span {
        let shift = &people.shifts[usize::from(*shift)];
        let of_day = |(from, to): &(Span, Span)| {
            let rests = shift
                .breaks
                .iter()
                .filter(|rest| !rest.paid && rest.start >= *from && rest.start + rest.length <= *to);
            to - from - rests.map(|rest| rest.length).sum::<Span>()
        };
        shift.hours.iter().flatten().map(of_day).sum()
    };
    let all: Span = crew.shifts.iter().map(of_shift).sum();
    all as f64 / HOUR as f64 / crew.shifts.len() as f64
}

/// Lines of cost that staffings have by themselves.
pub(super) fn beside(staffings: &[Staffing]) -> Vec<CostLine> {
    let has = |line: &CostLine| {
        staffings.iter().any(|staffing| {
            let spending = &staffing.spending;
            spending.payments.iter().any(|payment| payment.purpose.line() == *line)
                || *line == CostLine::Admission && !spending.admission.is_empty()
                || *line == CostLine::Transition && !spending.spread.is_empty()
        })
    };
    [CostLine::Admission, CostLine::Transition, CostLine::Programme].into_iter().filter(has).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::RampUp;

    /// Against the midpoints of a thousandth of a day.
    #[test]
    fn days_lost_are_the_integral_of_what_is_missing() {
        for ramp in [
            RampUp::None,
            RampUp::Exponential { start: 0.5, days: 40.0 },
            RampUp::Monthly(vec![0.53, 0.7, 0.9, 1.1]),
        ] {
            let slices = 1_000_000;
            let missing = |slice: i32| 1.0 - ramp.craft((f64::from(slice) + 0.5) / 1000.0);
            let sum: f64 = (0..slices).map(missing).sum::<f64>() / 1000.0;
            assert!((ramp.days_lost() - sum).abs() < 1e-3, "{} {sum}", ramp.days_lost());
        }
    }
}
