//! Hours with contacts that a point leaves to nobody, though somebody is on duty then as the scenario stands.
//!
//! A goal over the whole day can be met by giving up its quietest hour: nobody who asks for a goal asks for that. In: the
//! model of the scenario, the model of a point. Out: whether the point opens such a hole. Must not know: leave, illness,
//! breaks; how points are played.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Kind, Model, Plan, Staffing, Target};
use crate::time::{DAY, Span};

/// Whether contacts on live channels, at some time of the week, find nobody on duty who may serve them at the point,
/// though they do in the scenario.
pub(super) fn is_opened(scenario: &Model, point: &Model, staffing: usize) -> bool {
    let mut here = Duty::of(scenario, staffing);
    let mut there = Duty::of(point, staffing);
    let mut known: BTreeMap<(Reach, Reach, usize), bool> = BTreeMap::new();
    (0..scenario.accounts.len() as u32).any(|account| {
        (0..scenario.channels.len()).any(|channel| {
            if !asks(scenario, account, channel) {
                return false;
            }
            let (now, then) = (here.reach(account, channel), there.reach(account, channel));
            let key = (now.clone(), then.clone(), channel);
            *known.entry(key).or_insert_with(|| {
                let (now, then) = (here.week(&now), there.week(&then));
                let comes = comes(scenario, usize::from(scenario.accounts[account as usize].group), channel);
                (0..comes.len()).any(|slot| comes[slot] && now[slot] && !then[slot])
            })
        })
    })
}

/// Whether an account has contacts on a channel that want attention at once.
fn asks(model: &Model, account: u32, channel: usize) -> bool {
    let asked = || model.accounts[account as usize].requests_per_day[channel] > 0.0;
    model.channels[channel].kind == Kind::Live && (model.volume.trace.is_some() || asked())
}

/// The intervals of a week (Monday first) in which requests of a group may come over a channel.
fn comes(model: &Model, group: usize, channel: usize) -> Vec<bool> {
    let calendar = &model.calendar;
    let mut week = vec![false; 7 * calendar.intervals()];
    for day in 0..7 {
        let weekday = calendar.weekday(day);
        let cumulative = &model.volume.profiles[model.groups[group].profile[channel]].cumulative[weekday];
        for interval in 0..calendar.intervals() {
            let is_open = || {
                let middle =
                    i64::from(day) * DAY + interval as i64 * calendar.interval + calendar.interval / 2;
                model.channels[channel].opening.is_open(middle)
            };
            let before =
                interval.checked_sub(1).map_or(0.0, |before| cumulative.get(before).copied().unwrap_or(0.0));
            let has_share = || cumulative.get(interval).is_some_and(|until| *until > before);
            let may_come = if model.volume.trace.is_some() { is_open() } else { has_share() };
            week[weekday * calendar.intervals() + interval] = may_come;
        }
    }
    week
}

/// Who may take contacts: teams, of a class and group. `None`: a message takes them, whoever is there.
type Reach = Option<(BTreeSet<u16>, u16, u16)>;

/// The people of a staffing by time of the week.
struct Duty<'m> {
    model: &'m Model,
    staffing: &'m Staffing,
    weeks: BTreeMap<(u16, u16, u16), Vec<bool>>,
}

impl<'m> Duty<'m> {
    fn of(model: &'m Model, staffing: usize) -> Self {
        Self { model, staffing: &model.staffings[staffing], weeks: BTreeMap::new() }
    }

    /// Whom an account's contacts over a channel may reach. Of owners and deputies it is their teams.
    fn reach(&self, account: u32, channel: usize) -> Reach {
        let Self { model, staffing, .. } = self;
        let group = model.accounts[account as usize].group;
        let row = usize::from(group) * model.channels.len() + channel;
        let class = staffing.class_of[staffing.row(account, row)];
        let ladder = &staffing.ladders[usize::from(staffing.classes[usize::from(class)].ladder)];
        if ladder.rungs.iter().any(|rung| rung.message.is_some()) {
            return None;
        }
        let team = staffing.account_team[account as usize];
        let site_of = |team: u16| staffing.teams[usize::from(team)].site;
        let mut teams = BTreeSet::new();
        for target in ladder.rungs.iter().flat_map(|rung| &rung.to) {
            let all = 0..staffing.teams.len() as u16;
            let of = |agents: &[u32]| -> Vec<u16> {
                agents.iter().map(|agent| staffing.agents[*agent as usize].team).collect()
            };
            teams.extend(match target {
                Target::Owner => of(staffing.portfolio.owners.row(account)),
                Target::Deputy => of(staffing.portfolio.deputies.row(account)),
                Target::Team => vec![team],
                Target::TeamNamed(team) => vec![*team],
                Target::Site => all.filter(|other| site_of(*other) == site_of(team)).collect(),
                Target::SiteNamed(site) => all.filter(|other| site_of(*other) == *site).collect(),
                Target::Anyone => all.collect(),
                Target::Last => Vec::new(),
            });
        }
        Some((teams, class, group))
    }

    /// When somebody of these is on duty.
    fn week(&mut self, reach: &Reach) -> Vec<bool> {
        let slots = 7 * self.model.calendar.intervals();
        let Some((teams, class, group)) = reach else { return vec![true; slots] };
        let mut week = vec![false; slots];
        for team in teams {
            let Self { model, staffing, weeks } = self;
            let of_team = weeks
                .entry((*team, *class, *group))
                .or_insert_with(|| of_team(model, staffing, *team, *class, *group));
            week.iter_mut().zip(of_team).for_each(|(there, of_team)| *there |= *of_team);
        }
        week
    }
}

/// When somebody of a team who may serve a class and group is on duty by plan.
fn of_team(model: &Model, staffing: &Staffing, team: u16, class: u16, group: u16) -> Vec<bool> {
    let (interval, intervals) = (model.calendar.interval, model.calendar.intervals());
    let of = &staffing.teams[usize::from(team)];
    let able: Vec<u32> = of.agents.clone().filter(|agent| staffing.may_serve(*agent, class, group)).collect();
    let on_shift = |weekday: usize, middle: Span| {
        able.iter().filter_map(|agent| staffing.agents[*agent as usize].shift).any(|shift| {
            let hours = &model.shifts[usize::from(shift)].hours;
            // A shift that began the day before may go on after midnight.
            [(weekday, middle), ((weekday + 6) % 7, middle + DAY)]
                .into_iter()
                .any(|(day, at)| hours[day].is_some_and(|(from, to)| (from..to).contains(&at)))
        })
    };
    let there = |slot: usize| match &of.plan {
        Plan::Always => true,
        Plan::PerInterval(counts) => counts.get(slot % intervals).is_some_and(|count| *count > 0),
        Plan::Shifts => on_shift(slot / intervals, (slot % intervals) as Span * interval + interval / 2),
    };
    (0..7 * intervals).map(|slot| !able.is_empty() && there(slot)).collect()
}

#[cfg(test)]
mod tests {
    use super::is_opened;
    use crate::scenario::load_text;

    /// A desk open from eight to noon, asked in each of its hours but those whose share is 0.
    fn desk(profile: &str, teams: &str, edits: &[&str]) -> bool {
        let text = format!(
            "[run]\ndays = 5\n[opening]\nmon-fri = \"08:00-12:00\"\n\
             [channels.phone]\nkind = \"live\"\nprofile = {profile}\n\
             [groups.all]\naccounts = 1\nrequests_per_day = {{ phone = 60 }}\nhandle_time = {{ phone = \"4m\" }}\n\
             [sites.here]\nhourly_cost = 30\n[shifts.late]\nhours = \"10:00-12:00\"\ndays = \"mon-fri\"\n\
             [shifts.early]\nhours = \"08:00-10:00\"\ndays = \"mon-fri\"\n\
             {teams}\n[staffings.flow]\nladder = [\"anyone\"]\n"
        );
        let loaded = load_text("case.toml", &text, &[], &|name| Err(format!("no {name}")))
            .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
        let edits: Vec<String> = edits.iter().map(|edit| (*edit).to_string()).collect();
        let there = loaded.with(&edits).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
        is_opened(&loaded.model, &there.model, 0)
    }

    #[test]
    fn an_hour_with_contacts_is_not_given_up() {
        let plan = "[teams.desk]\nagents_per_interval = [3, 5, 4, 1]";
        let less = |plan: &str| format!("teams.desk.agents_per_interval={plan}");
        assert!(!desk("[1, 4, 2, 1]", plan, &[&less("[1, 1, 1, 1]")]));
        assert!(desk("[1, 4, 2, 1]", plan, &[&less("[3, 5, 4, 0]")]));
        // Where nothing comes nobody is missed, nor where there was nobody before.
        assert!(!desk("[1, 4, 2, 0]", plan, &[&less("[3, 5, 4, 0]")]));
        let early = "[teams.desk]\nagents_per_interval = [3, 5, 4, 0]";
        assert!(!desk("[1, 4, 2, 1]", early, &[&less("[2, 5, 4, 0]")]));
    }

    #[test]
    fn colleagues_cover() {
        let beside = |hours: &str| {
            format!(
                "[teams.desk]\nagents_per_interval = [3, 5, 4, 1]\n[teams.two]\nagents = 2\nshifts = [\"{hours}\"]\n"
            )
        };
        let less = "teams.desk.agents_per_interval=[3, 5, 4, 0]";
        assert!(!desk("[1, 4, 2, 1]", &beside("late"), &[less]));
        assert!(desk("[1, 4, 2, 1]", &beside("early"), &[less]));
        let shifts = "[teams.desk]\nshifts = [\"early\", \"late\"]\nagents = { early = 4, late = 3 }\n";
        assert!(desk("[1, 4, 2, 1]", shifts, &["teams.desk.agents={ early = 4, late = 0 }"]));
        assert!(!desk("[1, 4, 2, 1]", shifts, &["teams.desk.agents={ early = 1, late = 1 }"]));
    }
}
