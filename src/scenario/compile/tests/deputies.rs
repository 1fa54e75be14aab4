//! Named deputies, and those whom nobody names.
//!
//! In: small desks with and without named deputies. Out: the deputies of every account, held against the rule. Must
//! not know: how portfolios are cut.

use super::{good, no_file, small_with};

const STAFFING: &str = "[staffings.own]\nladder = [\"owner\", \"deputy\", \"anyone\"]\n";

/// Anna and Cleo stand in for each other, Dora too is followed by Anna; the others by whoever comes next in the cut.
#[test]
fn a_named_deputy_stands_in_the_place_of_the_next_owner_of_the_shift() {
    let named = "[rosters.lyon.people]\nanna = { deputy = \"cleo\" }\nbert = {}\ncleo = { deputy = \"anna\" }\n\
                 dora = { deputy = \"anna\" }\n";
    let (plain, named) = (good(STAFFING), good(&format!("{named}{STAFFING}")));
    let (before, after) = (&plain.model.staffings[0].portfolio, &named.model.staffings[0].portfolio);
    assert_eq!(before.owners, after.owners, "names change nobody's portfolio");
    let (anna, cleo, dora) = (0, 2, 3);
    let mut met = 0;
    for account in 0..plain.model.accounts.len() as u32 {
        let owners = after.owners.row(account);
        let mut expected = Vec::new();
        for (owner, next) in owners.iter().zip(before.deputies.row(account)) {
            let deputy = match *owner {
                owner if owner == anna => cleo,
                owner if owner == cleo || owner == dora => anna,
                _ => *next,
            };
            if !owners.contains(&deputy) && !expected.contains(&deputy) {
                expected.push(deputy);
            }
            met += u32::from(deputy != *next);
        }
        assert_eq!(after.deputies.row(account), expected, "account {account}");
    }
    assert!(met > 5, "the cut would have said so in most cases: {met}");
}

/// Where portfolios are given, nobody comes next: only a named deputy stands in. A column of a file of people says the same.
#[test]
fn owners_of_given_portfolios_have_deputies_by_name_only() {
    let staffing =
        "[staffings.own]\nladder = [\"owner\", \"deputy\", \"anyone\"]\nportfolio = \"explicit\"\n";
    let people = "[rosters.lyon.people]\nanna = { accounts = [\"key-001\", \"key-002\"], deputy = \"bert\" }\n\
                  bert = { accounts = [\"key-003\"] }\n";
    let file = "name,accounts,deputy\nanna,key-001;key-002,bert\nbert,key-003,\n";
    let from_file = format!("[rosters.lyon]\npeople = \"people.csv\"\n{staffing}");
    let read = |name: &str| if name == "people.csv" { Ok(file.to_string()) } else { no_file(name) };
    let by_file = small_with(&from_file, &read).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    for loaded in [good(&format!("{people}{staffing}")), by_file] {
        let portfolio = &loaded.model.staffings[0].portfolio;
        let deputies = |account: u32| portfolio.deputies.row(account).to_vec();
        assert_eq!([deputies(0), deputies(1), deputies(2)], [vec![1], vec![1], vec![]]);
    }
}
