//! What a plan holds that its author may not see: owners by shift, people split over shifts, shifts that nobody works, rungs that
//! open at a limit, volumes by weekday, and a log in another unit.

use portflow::scenario::summary::summary;
use portflow::time::SECOND;

use super::{DESK, load, told};

const SHIFT: &str = "[shifts.day]\n";
const TEAM: &str = "shifts = [\"day\"]\n";
const LATE: &str = "[shifts.late]\nhours = \"09:00-17:00\"\ndays = \"mon-fri\"\n[shifts.day]\n";
const SITE: &str = "hourly_cost = 30\n";
const OWNED: &str = "ladder = [\"owner\"]\n";

/// The desk with some texts in the place of others.
fn desk(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(DESK.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn two_shifts(owners: &str) -> String {
    let owned = format!("{OWNED}{owners}");
    desk(&[(SHIFT, LATE), (TEAM, "shifts = [\"day\", \"late\"]\n"), (OWNED, &owned)])
}

/// The cautions of a kind, each with whom it is about.
fn cautions(text: &str, code: &str) -> Vec<(Option<String>, String)> {
    let loaded = load(text, &[], ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)));
    let ours = loaded.names.cautions.into_iter().filter(|one| one.code == code);
    ours.map(|one| (one.staffing, format!("{} | {}", one.message, one.remedy))).collect()
}

/// What `check` prints, its lines joined.
fn checked(name: &str, text: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("shifts");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("{name}.toml"));
    std::fs::write(&file, text).expect("written");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_portflow"));
    let output = program.arg("check").arg(&file).output().expect("it runs");
    String::from_utf8(output.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An account of a team with two shifts has two owners unless the file says "one": five people, three and two, a pair of
/// them for each of 30 accounts.
#[test]
fn owners_by_shift_are_a_default_that_is_told() {
    let assumed = |text: &str| {
        let loaded = load(text, &[], ("", "")).expect("this can be run");
        let page = summary(&loaded);
        let told = loaded.names.assumptions.iter().any(|one| one.path == "staffings.*.owners");
        (told, page.desks[0].owned, page.desks[0].owners)
    };
    assert_eq!(assumed(&two_shifts("")), (true, 30, 2.0));
    assert_eq!(assumed(&two_shifts("owners = \"per shift\"\n")), (false, 30, 2.0));
    assert_eq!(assumed(&two_shifts("owners = \"one\"\n")), (false, 30, 1.0));
    assert_eq!(assumed(DESK), (false, 30, 1.0));
    let page = checked("owners", &two_shifts(""));
    assert!(page.contains("owner 2.0 owners an account, one per shift"), "{page}");
    assert!(page.contains("shifts desk: day 3, late 2"), "{page}");
    // Two people of one shift, by name.
    let people = format!("{SITE}[rosters.here.people]\nana = {{}}\nben = {{}}\n");
    let named = "portfolio = { ana = [\"clients-001\"], ben = [\"clients-001\"] }\n";
    let named = desk(&[(SITE, &people), (OWNED, &format!("ladder = [\"owner\", \"anyone\"]\n{named}"))]);
    let page = checked("named", &named);
    assert!(page.contains("2.0 owners an account flow"), "{page}");
    let page = checked("owner", DESK);
    assert!(!page.contains("owners an account") && !page.contains("shifts desk"), "{page}");
}

/// With several owners an account is not alone while one of them is away.
#[test]
fn all_named_people_of_an_account_are_heeded() {
    let away =
        |text: &str| text.replace("hourly_cost = 30\n", "hourly_cost = 30\n[rosters.here]\nabsence = 0.1\n");
    let one = "accounts reach named people only; while these are on leave or ill nobody on duty serves them.";
    let page = checked("alone", &away(DESK));
    assert!(page.contains(one), "{page}");
    let page = checked("not-alone", &away(&two_shifts("")));
    let both = "accounts reach named people only, up to 2 for an account; while all of these who would be on duty are on leave or \
                ill nobody serves them.";
    assert!(page.contains(both), "{page}");
}

#[test]
fn shifts_that_no_team_works_are_told() {
    let said = cautions(&desk(&[(SHIFT, LATE)]), "no_effect");
    assert!(said.len() == 1 && said[0].1.starts_with("`late` of [shifts] has no effect"), "{said:?}");
    // A staffing's own team works it.
    let own = desk(&[(SHIFT, LATE), (OWNED, &format!("{OWNED}teams.desk.shifts = [\"late\"]\n"))]);
    assert_eq!(cautions(&own, "no_effect"), []);
}

#[test]
fn a_rung_that_opens_at_a_limit_is_told() {
    let ladder = |after: &str| {
        let ladder = format!("ladder = [\"owner\", {{ to = \"anyone\", after = \"{after}\" }}]\n");
        cautions(&desk(&[(OWNED, &ladder)]), "rung_at_limit")
    };
    let said = "The rung `anyone` opens after 20s, the very moment up to which phone contacts count as in time \
                (channels.phone.in_time): what it answers at once counts by a hair, and would not if it opened a second later. | \
                Let it open earlier, or see both sides: --set staffings.dedicated.ladder.1.after=19s, and =21s.";
    assert_eq!(ladder("20s"), [(Some("dedicated".into()), said.into())]);
    assert!(ladder("19s").is_empty() && ladder("21s").is_empty() && ladder("0s").is_empty());
    // The wait of a goal is a limit, too; two staffings are told together.
    let ladder = "ladder = [\"owner\", { to = \"anyone\", after = \"40s\" }]\n";
    let both = desk(&[
        (OWNED, ladder),
        ("ladder = [\"anyone\"]\n", ladder),
        ("within = \"20s\"", "within = \"40s\""),
    ]);
    let said = cautions(&both, "rung_at_limit");
    assert!(said.len() == 1 && said[0].0.is_none(), "{said:?}");
    assert!(said[0].1.starts_with("In dedicated, flow the rung `anyone` opens after 40s"), "{said:?}");
    assert!(said[0].1.contains("(goals.phone.within)"), "{said:?}");
}

/// 300 requests on each of five days, 1.2 : 1 : 1 : 1 : 0.8; 365.25 ÷ 7 weeks of 1,500 are 78,268 a year.
#[test]
fn weekdays_and_the_year_are_told() {
    let text = desk(&[(SHIFT, "[demand]\nweekday = [1.2, 1, 1, 1, 0.8, 0, 0]\n[shifts.day]\n")]);
    let page = checked("weekdays", &text);
    let said = "Mon 360, Tue 300, Wed 300, Thu 300, Fri 240; 78,268 a year of ordinary weeks (demand.volume)";
    assert!(page.contains(said), "{page}");
    let page = checked("alike", DESK);
    assert!(
        page.contains("phone 300 78,268 a year of ordinary weeks") && !page.contains("Mon 300"),
        "{page}"
    );
}

/// A list that fits Saturday's four hours in half hours does not fit the eight of the other days.
#[test]
fn a_profile_is_held_to_the_longest_day() {
    let profile = |steps: usize| {
        let list = vec!["1"; steps].join(", ");
        desk(&[
            ("mon-fri = \"09:00-17:00\"\n", "mon-fri = \"09:00-16:30\"\nsat = \"09:00-13:00\"\n"),
            ("in_time = \"20s\"\n", &format!("in_time = \"20s\"\nprofile = [{list}]\n")),
        ])
    };
    let rejected = load(&profile(8), &[], ("", "")).expect_err("eight steps of 56 minutes");
    assert!(
        told(&rejected)[0].contains("8 equal steps over 09:00-16:30 are 56.2 minutes each"),
        "{:?}",
        told(&rejected)
    );
    assert!(load(&profile(15), &[], ("", "")).is_ok());
}

/// Handle times of 3 and 5 where the group says five minutes; a mark before the first byte says nothing.
#[test]
fn a_log_in_minutes_is_told() {
    let text = desk(&[(SHIFT, "[demand]\ntrace = \"log.csv\"\n[shifts.day]\n")]);
    let logged = |first: &str, second: &str| {
        let log = format!(
            "\u{feff}time,account,channel,handle_time\n2026-01-05T10:00,clients-001,phone,{first}\n\
             2026-01-05T10:05,clients-002,phone,{second}\n2026-01-05T10:06,clients-002,phone,\n"
        );
        load(&text, &[], ("log.csv", &log)).unwrap_or_else(|why| panic!("{}", why.text(false)))
    };
    let minutes = logged("3", "5");
    let page = summary(&minutes);
    let one = &page.logged[0];
    assert_eq!((one.rows, one.mean, one.longest, one.own), (2, 4 * SECOND, 5 * SECOND, Some(300 * SECOND)));
    let said = minutes.names.cautions.iter().find(|one| one.code == "logged_times").expect("it is told");
    assert_eq!(
        said.message,
        "Handle times of the log's phone contacts are 4.0 s on average, where the groups say 5m: are they in minutes?"
    );
    let seconds = logged("200", "320");
    assert!(seconds.names.cautions.iter().all(|one| one.code != "logged_times"));
}
