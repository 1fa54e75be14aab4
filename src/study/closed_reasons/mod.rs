//! Why a simulated service level may differ from its closed form: each way in which a staffing's channel is not the one pool
//! of Erlang's formulas, in words.
//!
//! In: a model. Out: sentences without a full stop, each only where it holds for the staffing and the channel.
//! Must not know: figures; whether a reason moves them by much.

mod ladders;
mod laws;

use std::collections::BTreeSet;

use crate::model::{Account, Channel, Class, Kind, Leave, Model, Plan, Rung, Staffing};
use crate::scenario::names::Names;
use crate::time::{DAY, Span};

/// A staffing's channel, and the accounts that bring contacts over it.
struct About<'a> {
    model: &'a Model,
    names: &'a Names,
    staffing: &'a Staffing,
    channel: usize,
    /// Channels over which anybody brings contacts.
    used: Vec<bool>,
    accounts: Vec<&'a Account>,
    /// What their contacts wait as.
    classes: Vec<&'a Class>,
}

/// Why the simulated figure may differ.
pub(super) fn reasons(model: &Model, names: &Names, staffing: usize, channel: usize) -> Vec<String> {
    let about = About::new(model, names, &model.staffings[staffing], channel);
    let mut reasons = about.of_ladders();
    reasons.extend(about.of_laws());
    reasons.extend(about.of_people());
    reasons.extend(about.of_days());
    if reasons.is_empty() {
        reasons
            .push("no reason is known here, unless it is that a short run begins with an empty desk".into());
    }
    reasons
}

/// Whether an account brings contacts over a channel, by account then channel.
fn brought(model: &Model) -> Vec<bool> {
    let channels = model.channels.len();
    match &model.volume.trace {
        Some(log) => {
            let mut brought = vec![false; model.accounts.len() * channels];
            for row in &log.rows {
                brought[row.account as usize * channels + usize::from(row.channel)] = true;
            }
            brought
        }
        None => model
            .accounts
            .iter()
            .flat_map(|account| account.requests_per_day.iter().map(|rate| *rate > 0.0))
            .collect(),
    }
}

impl<'a> About<'a> {
    fn new(model: &'a Model, names: &'a Names, staffing: &'a Staffing, channel: usize) -> Self {
        let channels = model.channels.len();
        let all = brought(model);
        let used = (0..channels).map(|one| all.iter().skip(one).step_by(channels).any(|brought| *brought));
        let used = used.collect();
        let numbered = || model.accounts.iter().enumerate();
        let brought: Vec<(usize, &Account)> =
            numbered().filter(|(number, _)| all[number * channels + channel]).collect();
        // A channel of call-backs alone: anybody's.
        let brought = if brought.is_empty() { numbered().collect() } else { brought };
        let mut numbers = BTreeSet::new();
        for (number, account) in &brought {
            let group = usize::from(account.group);
            let row = staffing.row(*number as u32, group * channels + channel);
            numbers.insert(staffing.class_of[row]);
            if model.groups[group].follow_up[channel].iter().any(|share| *share > 0.0) {
                numbers.insert(staffing.follow_up_class_of[row]);
            }
        }
        let classes = numbers.into_iter().map(|number| &staffing.classes[usize::from(number)]).collect();
        let accounts = brought.into_iter().map(|(_, account)| account).collect();
        Self { model, names, staffing, channel, used, accounts, classes }
    }

    fn facts(&self) -> &Channel {
        &self.model.channels[self.channel]
    }

    fn rungs(&self, class: &Class) -> &'a [Rung] {
        &self.staffing.ladders[usize::from(class.ladder)].rungs
    }

    /// "some contacts", or all of them.
    fn contacts(&self, classes: usize) -> &'static str {
        if classes < self.classes.len() { "some contacts" } else { "contacts" }
    }

    /// What else people do, and when they are there.
    fn of_people(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        let others: Vec<&str> = (0..self.model.channels.len())
            .filter(|other| self.shares_people(*other))
            .map(|other| self.names.channels[other].as_str())
            .collect();
        if let Some((last, first)) = others.split_last() {
            let all = if first.is_empty() {
                (*last).to_string()
            } else {
                format!("{} and {last}", first.join(", "))
            };
            reasons.push(format!("the same people also serve {all}"));
        }
        let by_shifts = |team: u16| self.staffing.teams[usize::from(team)].plan == Plan::Shifts;
        let agents = || self.staffing.agents.iter().filter(|agent| by_shifts(agent.team));
        let people = || agents().map(|agent| &self.model.people[agent.person as usize]);
        let on_leave = people().any(|person| match &person.leave {
            Leave::Share(share) => *share > 0.0,
            Leave::Dates(dates) => !dates.is_empty(),
        });
        match (on_leave, people().any(|person| person.absence.share() > 0.0)) {
            (true, true) => reasons.push("leave and absence leave fewer people on some days".into()),
            (true, false) => reasons.push("leave leaves fewer people on some days".into()),
            (false, true) => reasons.push("absence leaves fewer people on some days".into()),
            (false, false) => {}
        }
        let all = || self.staffing.agents.iter().map(|agent| &self.model.people[agent.person as usize]);
        if all().any(|person| person.turnover.is_some()) {
            reasons.push("seats are vacant, and new people slower".into());
        }
        if self.staffing.seats_come_and_go() {
            reasons.push("seats come and go".into());
        }
        if self.paces_differ() {
            reasons.push("people are not equally fast".into());
        }
        if self.model.knowledge.as_ref().is_some_and(|knowledge| knowledge.effect > 0.0) {
            reasons.push("people are faster at accounts that they know".into());
        }
        let open = self.open_weekdays();
        let differs = |shift: u16| {
            let hours = &self.model.shifts[usize::from(shift)].hours;
            open.windows(2).any(|days| hours[days[0]] != hours[days[1]])
        };
        if agents().filter_map(|agent| agent.shift).any(differs) {
            reasons.push("not as many people come on every day".into());
        }
        reasons
    }

    /// Whether it matters for handle times who takes a contact, whatever he knows.
    fn paces_differ(&self) -> bool {
        let differ = |paces: Vec<f64>| paces.windows(2).any(|pair| pair[0].total_cmp(&pair[1]).is_ne());
        let people = self.staffing.agents.iter().map(|agent| &self.model.people[agent.person as usize]);
        let factors =
            self.staffing.teams.iter().map(|team| &self.model.sites[usize::from(team.site)].factors);
        let factors: Vec<_> = factors.collect();
        let groups: BTreeSet<usize> =
            self.accounts.iter().map(|account| usize::from(account.group)).collect();
        let teams = |group: &usize| self.staffing.teams.iter().map(|team| team.factor[*group]).collect();
        differ(people.map(|person| person.speed).collect())
            || groups.iter().any(|group| differ(teams(group)))
            || self.staffing.teams.iter().any(|team| team.owner_factor.total_cmp(&1.0).is_ne())
            || factors.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// Whether another channel has contacts that keep people from those of this one.
    fn shares_people(&self, other: usize) -> bool {
        let them = &self.model.channels[other];
        // What may be put aside keeps nobody, until it is urgent.
        let is_put_aside = them.kind != Kind::Live && (them.goal_time.is_none() || them.escalate <= 0);
        if other == self.channel || self.facts().interrupts && is_put_aside {
            return false;
        }
        let channels = self.model.channels.len();
        let called_back = || {
            let rungs = self.staffing.ladders.iter().flat_map(|ladder| &ladder.rungs);
            let mut channels = rungs.filter_map(|rung| rung.message?.call_back);
            channels.any(|channel| usize::from(channel) == other)
        };
        if !self.used[other] && !called_back() {
            return false;
        }
        let serves = |serves: &[bool], channel: usize| {
            serves.iter().skip(channel).step_by(channels).any(|serves| *serves)
        };
        self.staffing
            .teams
            .iter()
            .any(|team| serves(&team.serves, self.channel) && serves(&team.serves, other))
    }

    /// Weekdays on which the channel is open on a day that counts.
    fn open_weekdays(&self) -> Vec<usize> {
        let calendar = &self.model.calendar;
        let open = |day: &u32| {
            let midnight = Span::from(*day) * DAY;
            self.facts().opening.next_open(midnight) < midnight + DAY
        };
        let days = (calendar.warm_up_days..calendar.days).filter(open).map(|day| calendar.weekday(day));
        days.collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// What differs from day to day and from hour to hour.
    fn of_days(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        let Model { calendar, volume, .. } = self.model;
        let open = self.open_weekdays();
        let counted =
            (calendar.warm_up_days..calendar.days).filter(|day| open.contains(&calendar.weekday(*day)));
        let factors: Vec<f64> = match &volume.trace {
            Some(_) => Vec::new(),
            None => counted
                .map(|day| volume.day_factor[self.channel][day as usize])
                .filter(|factor| *factor > 0.0)
                .collect(),
        };
        let is_uneven = factors.windows(2).any(|pair| pair[0].total_cmp(&pair[1]).is_ne());
        if volume.common_cv + volume.sector_cv + volume.own_cv > 0.0
            || is_uneven
            || volume.growth.is_some()
            || volume.trace.is_some()
        {
            reasons.push("days are busier or quieter than the mean".into());
        }
        if !self.is_stationary() {
            reasons.push("queues carry over from one interval to the next".into());
        }
        if self.facts().redial.is_some() {
            reasons.push("redials follow abandonment".into());
        }
        let groups = self.accounts.iter().map(|account| &self.model.groups[usize::from(account.group)]);
        if groups.flat_map(|group| &group.follow_up[self.channel]).any(|share| *share > 0.0) {
            reasons.push("follow-ups follow what was handled".into());
        }
        reasons
    }

    /// Whether one hour is like the other: the channel never closes, the same people are always there, and as many come.
    fn is_stationary(&self) -> bool {
        let Model { calendar, volume, groups, .. } = self.model;
        let opening = &self.facts().opening;
        let is_flat = |account: &&Account| {
            let profile = &volume.profiles[groups[usize::from(account.group)].profile[self.channel]];
            profile.cumulative.iter().all(|shares| {
                let count = shares.len() as f64;
                shares.iter().enumerate().all(|(place, sum)| (sum - (place + 1) as f64 / count).abs() < 1e-9)
            })
        };
        volume.trace.is_none()
            && opening.between(0, calendar.end()) == calendar.end()
            && self.staffing.teams.iter().all(|team| team.plan == Plan::Always)
            && self.accounts.iter().all(is_flat)
    }
}
