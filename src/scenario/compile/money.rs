//! What things cost beside hours: prices of sites, horizon.
//!
//! In: `[money]`, what sites cost. Out: [`Money`]. Must not know: how many people there are, what a run comes to.

use super::hours::hours_help;
use super::sites::Places;
use super::{Door, at};
use crate::model::{Calendar, Capital, Money, Premium, SiteCosts};
use crate::scenario::file::{self, DateText};
use crate::scenario::problem::Step;
use crate::time::{DAY, DAYS_PER_YEAR};

/// Years over which one-off amounts are spread where nothing is said.
const AMORTISE: f64 = 3.0;
impl Door<'_> {
    /// Money, once the calendar and the clocks of sites are known.
    pub(super) fn money(&mut self, calendar: &Calendar, places: &Places) -> Money {
        let scenario = self.scenario;
        let horizon = scenario.money.horizon.as_ref().map_or(0.0, file::Term::years);
        let sites = scenario.sites.iter().map(|(name, site)| self.site_costs(name, site, calendar, places));
        let sites: Vec<SiteCosts> = sites.collect();
        let discount = scenario.money.discount.unwrap_or(0.0);
        let money = Money { sites, horizon, discount, beside: Vec::new() };
        if scenario.money.discount.is_none() && horizon > 0.0 {
            self.assume("money.discount", "0", "later costs count as much as present ones", false);
        }
        money
    }

    fn site_costs(
        &mut self,
        name: &str,
        site: &file::Site,
        calendar: &Calendar,
        places: &Places,
    ) -> SiteCosts {
        let mut premiums = Vec::new();
        for (index, premium) in site.premiums.iter().enumerate() {
            premiums.extend(self.premium(name, premium, places, at!("sites", name, "premiums", index)));
        }
        let capital = site.capital.iter().enumerate().map(|(index, one)| {
            let path = at!("sites", name, "capital", index).to_vec();
            self.one_off(name, one, calendar, &path)
        });
        let capital = capital.collect();
        let supervisors = site.supervisors;
        let governance = site.governance.unwrap_or_default();
        SiteCosts {
            premiums,
            span: supervisors.map_or(0, |one| one.span),
            supervisor: supervisors.map_or(0.0, |one| one.cost_per_month),
            tooling: site.tooling_per_seat_month,
            capital,
            recruiting: site.recruiting_per_hire,
            training: site.training_per_hire,
            vacant_day: site.vacancy_cover_per_day,
            severance: site.severance,
            trips: site.travel.map_or(0.0, |travel| travel.visits_per_year * travel.people),
            trip: site.travel.map_or(0.0, |travel| travel.trip),
            fixed: site.fixed_per_month + site.fixed_per_year / 12.0,
            governance_share: governance.share,
            governance: governance.per_month,
        }
    }

    fn premium(
        &mut self,
        site: &str,
        given: &file::Premium,
        places: &Places,
        path: &[Step],
    ) -> Option<Premium> {
        let below = |key: &str| [path, at!(key)].concat();
        let days = self.days_of_week(given.days.as_ref(), &below("days"));
        let (from, mut to) = match given.hours.as_deref().map(super::hours::stretch) {
            None => (0, DAY),
            Some(Ok(hours)) => hours,
            Some(Err(cause)) => {
                let help = hours_help(given.hours.as_deref().unwrap_or_default());
                self.say("hours", &below("hours"), cause, "cannot be read", &help);
                return None;
            }
        };
        if to <= from {
            to += DAY;
        }
        let hours = places.on_clock(self.scenario.sites.index(site)?, (from, to), &days);
        Some(Premium { share: given.share, hours })
    }

    fn one_off(&mut self, site: &str, given: &file::Capital, calendar: &Calendar, path: &[Step]) -> Capital {
        if given.amount + given.per_seat <= 0.0 {
            let message = format!("this capital line of site `{site}` has no amount");
            let help = "give `amount`, or `per_seat`";
            self.say("empty_amount", path, message, "nothing to spread", help);
        }
        let years = self.years_spread(given.amortise.as_ref());
        let first = calendar.date(calendar.warm_up_days);
        let date = given.date.as_ref().and_then(DateText::date).unwrap_or(first);
        let from = f64::from(date.days_since(first)) / DAYS_PER_YEAR;
        Capital { amount: given.amount, per_seat: given.per_seat, from, years }
    }

    /// Years over which a one-off amount is spread.
    pub(super) fn years_spread(&mut self, own: Option<&file::Term>) -> f64 {
        let money = &self.scenario.money;
        let given = own.or(money.amortise.as_ref()).or(money.horizon.as_ref()).map(file::Term::years);
        if given.is_none() {
            self.assume("money.amortise", "3y", "one-off amounts are spread over this time", false);
        }
        given.unwrap_or(AMORTISE)
    }
}
