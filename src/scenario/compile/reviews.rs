//! Reviews of how many people a team has.
//!
//! In: `review` of a team, the site's keys about hiring. Out: [`Review`]. Must not know: which volumes a future brings.

use super::accounts::Groups;
use super::crews::Crew;
use super::{Door, at};
use crate::math::counted;
use crate::model::seats::Rule;
use crate::model::work::mean_handle_time;
use crate::model::{Review, Volume};
use crate::scenario::file::{self, Duration, Forecast, ReviewRule, Team};
use crate::scenario::problem::Step as Way;
use crate::time::{DAY, DAYS_PER_MONTH};

/// Share of time busy that the square-root rule takes where nothing is said.
const OCCUPANCY: f64 = 0.8;
impl Door<'_> {
    /// How many days after the run reviews look at, at most.
    pub(super) fn looks_ahead(&self) -> u32 {
        let scenario = self.scenario;
        let own = scenario.staffings.iter().filter_map(|(_, staffing)| match &staffing.teams {
            Some(file::Teams::Table(teams)) => Some(teams),
            _ => None,
        });
        let teams = std::iter::once(&scenario.teams).chain(own).flat_map(file::Table::iter);
        let reviews = teams.filter_map(|(_, team)| team.review.as_ref());
        let ahead = reviews.filter(|review| review.forecast == Forecast::Ahead);
        let Some(every) = ahead.map(|review| days(&review.every)).max() else { return 0 };
        let lead = scenario.sites.iter().filter_map(|(_, site)| site.hiring_lead_time.as_ref());
        lead.map(days).max().unwrap_or(0).saturating_add(every).min(Review::FURTHEST)
    }

    /// Reviews of a team with so many people on the first day; what they weigh is [`weighed`] later.
    pub(super) fn review(
        &mut self,
        name: &str,
        team: &Team,
        (site, planned): (usize, u32),
        path: &[Way],
    ) -> Option<Review> {
        let scenario = self.scenario;
        let given = team.review.as_ref()?;
        let every = days(&given.every);
        let least = given.least.unwrap_or(planned.div_ceil(2));
        let most = given.most.unwrap_or(2 * planned);
        if !self.is_reviewable(name, team, given, (least, planned, most), path) {
            return None;
        }
        let rule = match given.rule {
            ReviewRule::Proportional => Rule::Proportional,
            ReviewRule::SquareRoot => {
                if given.occupancy.is_none() {
                    let note = "the square-root rule keeps what is above this share of people's time";
                    self.assume("teams.*.review.occupancy", "0.8", note, false);
                }
                Rule::SquareRoot { occupancy: given.occupancy.unwrap_or(OCCUPANCY) }
            }
        };
        let standing = file::Site::default();
        let site = scenario.sites.iter().nth(site).map_or(&standing, |(_, site)| site);
        if site.hiring_lead_time.is_none() {
            let note = "whoever a review hires is there at once";
            self.assume("sites.*.hiring_lead_time", "0d", note, false);
        }
        if site.notice.is_none() {
            self.assume("sites.*.notice", "0d", "whoever a review releases is gone at once", false);
        }
        Some(Review {
            every,
            rule,
            planned,
            least,
            most,
            looks_ahead: given.forecast == Forecast::Ahead,
            weight: Vec::new(),
            lead: site.hiring_lead_time.as_ref().map_or(0, days),
            notice: site.notice.as_ref().map_or(0, days),
            between_hires: site.hires_per_month.map_or(0.0, |pace| DAYS_PER_MONTH / pace),
        })
    }

    /// Whether a team can be reviewed as the file says; a problem for each reason why not.
    fn is_reviewable(
        &mut self,
        name: &str,
        team: &Team,
        given: &file::Review,
        (least, planned, most): (u32, u32, u32),
        path: &[Way],
    ) -> bool {
        let key = |key: &str| [path, at!("review", key)].concat();
        let others = [
            ("from", team.from.is_some()),
            ("until", team.until.is_some()),
            ("waves", team.waves.is_some()),
            ("agents_per_interval", team.agents_per_interval.is_some()),
            ("always", team.always == Some(true)),
        ];
        let told = self.problems.len();
        if let Some((other, _)) = others.into_iter().find(|(_, is)| *is) {
            let message = format!("team `{name}` has both `review` and `{other}`");
            let help = "a review decides how many people of shifts there are: leave one of them out";
            self.say("conflict", &[path, at!("review")].concat(), message, "said twice", help);
        }
        if self.scenario.demand.trace.is_some() {
            let help = "leave `review` out: the volumes of a log are known";
            let message = format!("the people of team `{name}` cannot follow the volumes of a log");
            self.say("conflict", &[path, at!("review")].concat(), message, "not with a trace", help);
        }
        if days(&given.every) == 0 {
            let message = format!("the people of team `{name}` are reviewed at most once a day");
            self.say("range", &key("every"), message, "less than a day", "write such as \"91d\"");
        }
        for (word, bound, wrong) in [("least", least, least > planned), ("most", most, most < planned)] {
            if wrong {
                let message = format!(
                    "team `{name}` has {}, but `{word}` is {bound}",
                    counted(planned, "person", "people")
                );
                let help = "`agents` are the people of the first day: they lie between `least` and `most`";
                self.say("range", &key(word), message, "on the wrong side of `agents`", help);
            }
        }
        if given.occupancy.is_some() && given.rule != ReviewRule::SquareRoot {
            let message = "`occupancy` has no effect on people in proportion to volumes";
            let help = "take it out, or write rule = \"square_root\"";
            self.say("no_effect", &key("occupancy"), message, "not used", help);
        }
        self.problems.len() == told
    }

    /// Accounts are cut by fixed dates or by reviews, not by both; and nobody is named who may be released.
    pub(super) fn check_reviewed(&mut self, name: &str, given: &file::Staffing, crews: &[Crew], moves: bool) {
        let Some(crew) = crews.iter().find(|crew| crew.review.is_some()) else { return };
        let path = [&crew.path[..], at!("review")].concat();
        let explicit = matches!(
            given.portfolio,
            Some(file::Portfolio::ByPerson(_) | file::Portfolio::Rule(file::PortfolioRule::Explicit))
        );
        let comes_and_goes = crews.iter().any(|crew| crew.steps.len() > 1);
        for (is, other, help) in [
            (given.reorganisation.is_some(), "a reorganisation", "leave one of them out"),
            (moves || comes_and_goes, "people who come and go by date", "leave one of them out"),
            (explicit, "owners by name", "choose a portfolio rule, such as \"balanced\""),
        ] {
            if is {
                let message = format!("staffing `{name}` has reviews of its people and {other}");
                self.say("conflict", &path, message, "who owns what then?", help);
            }
        }
    }
}

/// Whole days of a duration.
fn days(duration: &Duration) -> u32 {
    u32::try_from((duration.span() + DAY / 2) / DAY).unwrap_or(u32::MAX)
}

/// A review of a team that serves these (group, channel), with the shares of its work.
pub(super) fn weighed(review: &Review, serves: &[bool], groups: &Groups, volume: &Volume) -> Review {
    let channels = volume.day_factor.len().max(1);
    let mut weight = vec![0.0; serves.len()];
    for account in &groups.accounts {
        for (channel, rate) in account.requests_per_day.iter().enumerate() {
            let group = usize::from(account.group);
            let row = group * channels + channel;
            if serves[row] {
                weight[row] += rate * mean_handle_time(&groups.groups, &groups.handle_times, group, channel);
            }
        }
    }
    let sum: f64 = weight.iter().sum();
    if sum > 0.0 {
        for share in &mut weight {
            *share /= sum;
        }
    }
    Review { weight, ..review.clone() }
}
