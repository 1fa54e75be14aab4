//! Hours with contacts that other people leave to nobody, though somebody is there for them as things stand.
//!
//! A goal over the whole day can be met by giving up its quietest hour: nobody who asks for a goal asks for that. In: a model,
//! the same with other people. Out: whether there is such an hour. Must not know: leave, illness, breaks; why people are
//! others.

use std::collections::BTreeMap;

use super::cover::asked;
use super::planned::Days;
use super::reached::{Reached, Route};
use crate::model::{Kind, Model};

/// Whether contacts on live channels, at some time of an ordinary week, find nobody on duty who may serve them with the people
/// of `then`, though they do with those of `now`. Of owners and deputies it is their teams: which accounts these have is cut
/// anew with every number of people.
pub fn is_given_up(now: &Model, then: &Model, staffing: usize) -> bool {
    let [here, there] = [now, then].map(|model| &model.staffings[staffing]);
    let mut reached = [Reached::new(now, here, &[], Days::Week), Reached::new(then, there, &[], Days::Week)];
    let mut known: BTreeMap<(Route, Route, usize), bool> = BTreeMap::new();
    let live: Vec<usize> =
        (0..now.channels.len()).filter(|channel| now.channels[*channel].kind == Kind::Live).collect();
    (0..now.accounts.len()).any(|account| {
        live.iter().filter(|channel| asked(now, account, **channel)).any(|channel| {
            let group = usize::from(now.accounts[account].group);
            let route =
                |model, staffing| Route::of(model, staffing, account as u32, *channel).by_team(staffing);
            let key = (route(now, here), route(then, there), *channel);
            *known.entry(key).or_insert_with_key(|(now_to, then_to, _)| {
                let [with, without] = &mut reached;
                let comes = Days::Week.asked(now, *channel, group);
                comes.share_beyond(&with.hours(now_to), &without.hours(then_to))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_given_up;
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
        is_given_up(&loaded.model, &there.model, 0)
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
