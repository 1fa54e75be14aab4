//! Named people, each the owner of one account: who serves whom (keys `ctmc_iv_named_agents`,
//! `ctmc_v_timed_overflow`).

use super::rig::{Played, a_day, exact, exponential, figure, play, row_of, stationary};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;
use std::fmt::Write;

/// Who owns what, and how much it brings.
struct Desk<'a> {
    /// Person, account, contacts a minute.
    owners: &'a [(&'a str, &'a str, f64)],
    /// Others take this many times as long as the owner.
    factor: f64,
    /// Keys of each group.
    group: &'a str,
    /// Keys of the roster.
    roster: &'a str,
    /// Keys of the person who comes first.
    first: &'a str,
    /// When they work.
    hours: &'a str,
    ladder: &'a str,
    rules: &'a str,
}

const THREE: &[(&str, &str, f64)] = &[("anna", "a", 0.18), ("bert", "b", 0.12), ("cleo", "c", 0.08)];
const OR_ANYONE: &str = "[\"owner\", { to = \"anyone\", after = \"0s\" }]";
const DESK: Desk<'_> = Desk {
    owners: THREE,
    factor: 1.25,
    group: "",
    roster: "",
    first: "",
    hours: "always = true",
    ladder: OR_ANYONE,
    rules: "",
};

impl Desk<'_> {
    fn play(&self, replications: u32) -> Played {
        let mut text = format!("[channels.phone]\nkind = \"live\"\npatience = {}\n", exponential(3.0));
        for (_, account, rate) in self.owners {
            write!(
                text,
                "[groups.{account}]\naccounts = [\"{account}\"]\nrequests_per_day = {{ phone = {} }}\n\
                 handle_time = {{ phone = {} }}\n{}\n",
                a_day(*rate),
                exponential(5.0),
                self.group
            )
            .expect("text takes text");
        }
        writeln!(text, "[rosters.here]\n{}", self.roster).expect("text takes text");
        let mut portfolio = Vec::new();
        for (index, (person, account, _)) in self.owners.iter().enumerate() {
            let keys = if index == 0 { self.first } else { "" };
            write!(text, "[rosters.here.people.{person}]\n{keys}\n").expect("text takes text");
            portfolio.push(format!("{person} = [\"{account}\"]"));
        }
        // Others take longer than the owner: everybody is slower by the factor, owners by its inverse again.
        write!(text, "[shifts.round]\nhours = \"00:00-00:00\"\n[teams.desk]\n{}\nagents = {}\nhandle_time_factor = {}\nowner_factor = {}\n\
             [staffings.named]\nladder = {}\n{}\nportfolio = {{ {} }}\n",
            self.hours,
            self.owners.len(),
            self.factor,
            1.0 / self.factor,
            self.ladder,
            self.rules,
            portfolio.join(", ")).expect("text takes text");
        play(&stationary(60, &text), replications)
    }
}

/// Holds everything that a block says of each class and each person; `wait` is its key for the mean wait.
fn holds_block(played: &Played, key: &str) {
    let block = exact(key);
    for class in 0..row_of(block, "classes").len() {
        let row = &row_of(block, "classes")[class];
        let group = Some(class);
        played.abandonment(group, figure(row, "p_abandon"));
        played.mean_wait_all(group, figure(row, "mean_wait_all_offered"));
        let by_owner = figure(row, "p_served_by_owner");
        if by_owner > 0.0 {
            played.holds("by owner", group, by_owner, &[Count::ByOwner], &[Count::Offered], 1.0);
        }
    }
    for (agent, share) in row_of(block, "agent_utilisation").iter().enumerate() {
        let share = share.as_f64().expect("a share");
        if share > 0.0 {
            played.holds_of(&format!("{key}: busy share of person {agent}"), share, |part| {
                let time = part.time(Slice { agent: Some(agent), ..Slice::default() });
                (time.busy as f64, (time.on_duty + time.overtime) as f64)
            });
        }
    }
}

const LONGEST_WAIT: &str = "push = \"random\"\npull = \"longest_wait\"";

/// Case A: idle others at random, the longest wait first; others take a quarter longer.
#[test]
fn longest_wait_first() {
    holds_block(&Desk { rules: LONGEST_WAIT, ..DESK }.play(60), "ctmc_iv_named_agents_A");
}

/// Case C: no penalty: Erlang A with three agents, whoever serves.
#[test]
fn without_a_penalty_it_is_erlang_a() {
    let played = Desk { factor: 1.0, rules: LONGEST_WAIT, ..DESK }.play(60);
    let key = "ctmc_iv_named_agents_C";
    holds_block(&played, key);
    let check = &exact(key)["check_C"];
    played.abandonment(None, figure(check, "p_abandon"));
    played.mean_wait_all(None, figure(check, "mean_wait_all"));
    for (class, row) in row_of(exact(key), "classes").iter().enumerate() {
        let share = figure(row, "owner_share_of_served");
        played.holds("owner share", Some(class), share, &[Count::ByOwner], &[Count::Owned], 1.0);
    }
}

/// Owners alone: three Erlang A of one person each.
#[test]
fn owners_alone_are_independent() {
    let played = Desk { ladder: "[\"owner\"]", ..DESK }.play(60);
    for (class, row) in
        exact("ctmc_iv_named_agents_dedicated_only").as_array().expect("rows").iter().enumerate()
    {
        played.abandonment(Some(class), figure(row, "p_abandon"));
        played.mean_wait_all(Some(class), figure(row, "mean_wait_all"));
        played.mean_wait_answered(Some(class), figure(row, "mean_wait_served"));
        played.service_level(Some(class), figure(row, "p_served_within_T"));
    }
}

/// Key `ctmc_vi_shapley_absence`: each person is away on one day in twelve or so, each on their own. The source's
/// days have no beginning; here a midnight is forgotten within minutes.
#[test]
fn days_with_some_away() {
    let block = exact("ctmc_vi_shapley_absence");
    let roster = format!("absence = {}", figure(block, "absence_alpha"));
    let away = Desk { rules: LONGEST_WAIT, roster: &roster, hours: "shifts = [\"round\"]", ..DESK };
    let together = away.play(100);
    let alone = Desk { ladder: "[\"owner\"]", ..away }.play(100);
    for class in 0..THREE.len() {
        let served = figure(&block["absence_mixture_p_served_by_class"], &class.to_string());
        together.abandonment(Some(class), 1.0 - served);
        let served = row_of(block, "absence_mixture_dedicated_only")[class].as_f64().expect("a share");
        alone.abandonment(Some(class), 1.0 - served);
    }
}

/// Case D: people take their own contacts first; at most six wait in all.
#[test]
fn own_contacts_first() {
    let rules = "push = \"random\"\npull = \"own_first\"\nqueue_capacity = 6";
    holds_block(&Desk { rules, ..DESK }.play(60), "ctmc_iv_named_agents_D");
}

/// Case F: the first person is never there, whose contacts go to the others at once.
#[test]
fn an_owner_who_is_never_there() {
    // People who are always there are never ill: a shift round the clock instead.
    let hours = "shifts = [\"round\"]";
    let desk = Desk { rules: LONGEST_WAIT, first: "absence = 1.0", hours, ..DESK };
    holds_block(&desk.play(60), "ctmc_iv_named_agents_F");
}

/// Key `ctmc_v_timed_overflow`: the contact waits for its owner for an exponential time of mean 2 min, drawn with
/// it, before another may take it; at most five of each account wait.
#[test]
fn the_other_after_a_drawn_time() {
    let played = Desk {
        owners: &[("anna", "a", 0.12), ("bert", "b", 0.08)],
        group: "queue_capacity = 5",
        ladder: "[\"owner\", { to = \"anyone\", after = { exponential = { mean = \"2m\" } } }]",
        ..DESK
    }
    .play(100);
    holds_block(&played, "ctmc_v_timed_overflow");
}
