//! Who owns and who covers.
//!
//! In: small desks, one large, one with a log. Out: owners and deputies of accounts, held against what must hold in
//! every cut. Must not know: by which steps accounts are cut.

use super::{SMALL, good, no_file, small_with, wrong};
use crate::scenario::{Loaded, load_text};

#[test]
fn owners_can_serve_what_they_own_and_every_account_is_covered() {
    let teams = r#"
        [teams.keys]
        shifts = ["early", "late"]
        agents = 4
        serves = { groups = ["key"] }
        [staffings.own]
        use_teams = ["keys", "desk"]
        teams.desk.serves = { groups = ["other"] }
        ladder = ["owner"]
        "#;
    let loaded = good(teams);
    let (model, staffing) = (&loaded.model, &loaded.model.staffings[0]);
    assert_eq!(loaded.names.teams[0], ["desk", "keys"]);
    for (account, facts) in model.accounts.iter().enumerate() {
        let owners = staffing.portfolio.owners.row(account as u32);
        assert_eq!(owners.len(), 2);
        assert!(owners.iter().all(|owner| staffing.agents[*owner as usize].team == 1 - facts.group));
        let deputies = staffing.portfolio.deputies.row(account as u32);
        let shift = |agent: &u32| staffing.agents[*agent as usize].shift;
        assert!(
            owners
                .iter()
                .zip(deputies)
                .all(|(owner, deputy)| owner != deputy && shift(owner) == shift(deputy))
        );
    }
    let nobody = wrong(
        "[teams.keys]\nshifts = [\"early\"]\nagents = 2\nserves = { groups = [\"key\"] }\n[staffings.own]\nuse_teams = [\"keys\"]\nladder = [\"owner\"]\n",
    );
    assert!(nobody.iter().any(|problem| problem.starts_with("uncovered")), "{nobody:?}");
}

#[test]
fn explicit_portfolios_leave_nobody_uncovered() {
    let given = |accounts: &str, ladder: &str| {
        format!(
            "[rosters.lyon.people]\nanna = {{}}\nben = {{}}\n[staffings.own]\nladder = {ladder}\nowned = [\"key\"]\n\
             ladders = [{{ groups = [\"other\"], ladder = [\"anyone\"] }}]\n\
             portfolio = {{ anna = [\"key-001\", \"key-002\"], ben = [{accounts}] }}\n"
        )
    };
    let loaded = good(&given("\"key-003\"", "[\"owner\", \"anyone\"]"));
    let staffing = &loaded.model.staffings[0];
    assert_eq!(staffing.portfolio.owners.row(1), [0]);
    assert_eq!(staffing.portfolio.owners.row(2), [1]);
    assert!(staffing.portfolio.owners.row(3).is_empty());
    let problems = wrong(&given("\"key-003\"", "[\"owner\"]"));
    assert_eq!(problems, ["uncovered staffings.own.ladder", "uncovered staffings.own.ladder"]);
    let problems = wrong(&given("\"kye-003\"", "[\"owner\", \"anyone\"]"));
    assert_eq!(problems, ["unknown_name staffings.own.portfolio.ben"]);
}

#[test]
fn reordering_teams_and_groups_moves_nobody() {
    let (first, second) = (
        "[teams.night]\nshifts = [\"late\"]\nagents = 2\n",
        "[teams.annex]\nshifts = [\"early\"]\nagents = 3\n",
    );
    let staffing = "[staffings.own]\nladder = [\"owner\", \"team\"]\n";
    let (one, other) =
        (good(&format!("{first}{second}{staffing}")), good(&format!("{second}{first}{staffing}")));
    let owners = |loaded: &Loaded| -> Vec<Vec<u32>> {
        let staffing = &loaded.model.staffings[0];
        let person = |agent: &u32| staffing.agents[*agent as usize].person;
        let row = |account| staffing.portfolio.owners.row(account).iter().map(person).collect();
        (0..loaded.model.accounts.len() as u32).map(row).collect()
    };
    assert_eq!(owners(&one), owners(&other));
    let teams = |loaded: &Loaded| -> Vec<(u32, String)> {
        let staffing = &loaded.model.staffings[0];
        let name = |team: u16| loaded.names.teams[0][usize::from(team)].clone();
        let mut rows: Vec<_> = staffing.agents.iter().map(|agent| (agent.person, name(agent.team))).collect();
        rows.sort();
        rows
    };
    assert_eq!(teams(&one), teams(&other));
    assert_eq!(one.model.people, other.model.people);
}

#[test]
fn a_log_weighs_portfolios_and_needs_handle_times() {
    let more = "[demand]\ntrace = \"log.csv\"\n[staffings.own]\nladder = [\"owner\", \"anyone\"]\n";
    let read = |_: &str| {
        let row = |number: usize| {
            format!("2026-01-05T09:{:02}:00,key-{:03},phone,{}\n", number, number % 8 + 1, 100)
        };
        Ok(format!("time,account,channel,handle_time\n{}", (0..48).map(row).collect::<String>()))
    };
    let loaded = small_with(more, &read).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let staffing = &loaded.model.staffings[0];
    let mut owned = [0; 6];
    (0..8).for_each(|account| owned[staffing.portfolio.owners.row(account)[0] as usize] += 1);
    assert!(owned.iter().all(|count| *count <= 3), "{owned:?}");
    let read = |_: &str| Ok("time,account,channel\n2026-01-05T09:00:00,other-001,email\n".to_string());
    let rejected = small_with(more, &read).expect_err("no handle time");
    assert!(rejected.text(false).contains("without handle time"), "{}", rejected.text(false));
}

#[test]
fn a_large_desk_compiles() {
    let text = SMALL.replace("accounts = 20\n", "accounts = 20000\n").replace("agents = 6", "agents = 1000");
    let text = format!("{text}[staffings.own]\nladder = [\"owner\", \"anyone\"]\n");
    let loaded = load_text("large.toml", &text, &[], &no_file).expect("it is good");
    assert_eq!(loaded.model.staffings[0].portfolio.owners.len(), 20_008);
}
