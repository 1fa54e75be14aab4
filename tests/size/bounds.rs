//! What a search may not do: go beyond its bounds without saying so, move what is no number of people, give up an hour.

use portflow::report::size::page;
use portflow::report::style::Style;
use portflow::scenario::load_text;
use portflow::study::record::{Results, Status};

use super::{answer, loaded, pool, sized};

/// Of two erlangs four agents answer 80 % within 20 s (`pooling_penalty_80_20_aht5` has their sizes); here they may be fewer.
const BOUND: u32 = 3;
const STYLE: Style = Style { width: 80, colour: false, markdown: false };

fn told<'a>(results: &'a Results, code: &str) -> Option<&'a str> {
    results.cautions.iter().find(|caution| caution.code == code).map(|caution| caution.message.as_str())
}

/// With a bound below what is needed it is the bound that is named, and no goal is out of reach; with one more the goal is met.
#[test]
fn a_bound_that_binds_is_named() {
    let text = pool(2.0, 20);
    let lever = |most: u32| format!("free = [{{ lever = \"teams.desk.agents\", from = 1, to = {most} }}]");
    for (size, words) in [
        (format!("most = {BOUND}"), "with at most 3 people ([size] most), flow was not found"),
        (lever(BOUND), "with teams.desk.agents at most 3 ([size] free, to), flow was not found"),
    ] {
        let results = answer(&loaded(&format!("{text}[size]\n{size}\n")), 0);
        let said = told(&results, "size_capped").unwrap_or_else(|| panic!("{:?}", results.cautions));
        assert!(said.contains(words) && !said.contains("out of reach"), "{said}");
        assert_eq!(told(&results, "no_size"), None);
        let size = results.records.iter().find(|record| record.metric == "size").expect("it is told");
        assert_eq!(size.status, Status::Never);
        let page = page(&results, STYLE).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            page.contains("With no more people than there may be") && page.contains("bounded ✗"),
            "{page}"
        );
        assert!(page.contains("Raise the bound") && !page.contains("another rung"), "{page}");
    }
    for size in [format!("most = {}", BOUND + 1), lever(BOUND + 1)] {
        let found = sized(&loaded(&format!("{text}[size]\n{size}\n")), 40, None);
        assert_eq!(found.best, Some(vec![BOUND + 1]));
    }
}

/// Sixty erlangs, and fifty people at most: with any of them every call waits longer than the last, so that one more makes no
/// difference, and it is the bound that stands in the way.
#[test]
fn a_bound_below_the_load_is_named() {
    let text = pool(60.0, 5);
    for (size, words) in [
        ("most = 50", "with at most 50 people ([size] most), flow was not found"),
        (
            "free = [{ lever = \"teams.desk.agents\", from = 1, to = 50 }]",
            "with teams.desk.agents at most 50 ([size] free, to), flow was not found",
        ),
    ] {
        let results = answer(&loaded(&format!("{text}[size]\n{size}\n")), 0);
        let said = told(&results, "size_capped").unwrap_or_else(|| panic!("{:?}", results.cautions));
        assert!(said.contains(words) && !said.contains("out of reach"), "{said}");
        let people = results.figure("flow", "all", "agents").and_then(|record| record.mean);
        assert_eq!(people, Some(50.0), "the most there may be come closest");
    }
}

/// Where people cost nothing fewer are better all the same: of two erlangs four are enough by Erlang C.
#[test]
fn people_who_cost_nothing_are_no_more_than_needed() {
    let text =
        pool(2.0, 20).replace("hourly_cost = 30", "hourly_cost = 0").replace("agents = 3", "agents = 9");
    assert_eq!(sized(&loaded(&text), 40, None).best, Some(vec![4]));
}

/// Who leaves a message is called back within the hour: of one erlang three people answer 92 % within 20 s by Erlang C, and
/// nobody waits for the quarter of an hour after which a message is taken. A goal of which nothing happens is in nobody's way.
#[test]
fn a_goal_of_which_nothing_happens_is_in_nobodys_way() {
    let text = pool(1.0, 20)
        .replace("[groups.all]", "[channels.back]\nkind = \"deferrable\"\ngoal_time = \"4h\"\n[groups.all]")
        .replace("mean = \"5m\" } } }", "mean = \"5m\" } }, back = \"5m\" }")
        .replace(
            "ladder = [\"anyone\"]\n",
            "ladder = [\"anyone\", { to = \"message\", after = \"15m\", call_back = \"back\" }]\n\
             [[staffings.flow.ladders]]\nchannels = [\"back\"]\nladder = [\"anyone\"]\n",
        )
        .replace("at_least = 0.8", "at_least = 0.9");
    let goal = "[goals.back]\nmetric = \"called_back_within\"\nwithin = \"1h\"\nat_least = 0.95\n";
    let found = sized(&loaded(&format!("{text}{goal}")), 40, None);
    assert_eq!((found.best, found.doubtful), (Some(vec![3]), Vec::new()));
}

/// Reviews that keep to so many people bound the search, too, and are named; so is the least that they allow. Four are needed.
#[test]
fn bounds_of_reviews_are_bounds_of_the_search() {
    let with = |agents: u32, review: &str| {
        let team =
            format!("agents = {agents}\nshifts = [\"day\"]\nreview = {{ every = \"28d\", {review} }}\n");
        let shift = "[shifts.day]\nhours = \"00:00-24:00\"\ndays = \"daily\"\n[sites.here]";
        let text = pool(2.0, 20).replace("agents = 3\nalways = true\n", &team).replace("[sites.here]", shift);
        answer(&loaded(&text), 0)
    };
    let results = with(3, "most = 3");
    let said = told(&results, "size_capped").unwrap_or_else(|| panic!("{:?}", results.cautions));
    assert!(said.contains("with teams.desk.agents at most 3 (most of its team's review)"), "{said}");
    let size = |results: &Results| {
        let found = results.records.iter().find(|record| record.metric == "size").expect("it is told");
        (found.status, found.mean)
    };
    assert_eq!(size(&with(3, "most = 20")), (Status::Ok, Some(4.0)));
    let results = with(7, "least = 6, most = 20");
    assert_eq!(size(&results), (Status::Ok, Some(6.0)));
    let said = told(&results, "size_at_least").unwrap_or_else(|| panic!("{:?}", results.cautions));
    assert!(said.contains("teams.desk.agents is 6, the least that its team's review allows"), "{said}");
}

/// Of two erlangs four people answer 80 % within 20 s by Erlang C. Three of them are in a shift that no lever moves, and
/// stay there: the other shift needs one.
#[test]
fn shifts_that_no_lever_moves_keep_their_people() {
    for agents in ["{ early = 6, late = 3 }", "6"] {
        let shifts = "[shifts.early]\nhours = \"00:00-24:00\"\ndays = \"daily\"\n\
                      [shifts.late]\nhours = \"00:00-24:00\"\ndays = \"daily\"\n[sites.here]";
        let team = format!("agents = {agents}\nshifts = [\"early\", \"late\"]\n");
        let text =
            pool(2.0, 20).replace("agents = 3\nalways = true\n", &team).replace("[sites.here]", shifts);
        let loaded = loaded(&format!("{text}[size]\nfree = [\"teams.desk.agents.early\"]\n"));
        assert_eq!(sized(&loaded, 40, None).best, Some(vec![1]), "{agents}");
        let people = answer(&loaded, 0).figure("flow", "all", "agents").and_then(|record| record.mean);
        assert_eq!(people, Some(4.0), "{agents}");
    }
}

/// Sixty erlangs on a desk of three people: by Erlang C 67 answer 82.3 % within 20 s and 66 answer 76.8 %, which is more than
/// ten times the people there are, and than fifty.
#[test]
fn a_desk_may_grow_far_beyond_its_people() {
    let found = sized(&loaded(&pool(60.0, 5)), 40, None);
    assert_eq!(found.best, Some(vec![67]));
}

/// What is no number of people is refused where it stands, with what to do in its place.
#[test]
fn what_is_no_number_of_people_is_refused() {
    let text = pool(2.0, 5);
    for lever in [
        "{ lever = \"sites.here.hourly_cost\", from = 4, to = 10 }",
        "{ lever = \"groups.all.accounts\", from = 4, to = 10 }",
        "\"run.days\"",
    ] {
        let text = format!("{text}\n[size]\nfree = [{lever}]\n");
        let rejected = load_text("case.toml", &text, &[], &|name| Err(format!("no {name}")));
        let said = rejected.expect_err(lever).text(false);
        assert!(said.contains("is no number of people") && said.contains("case.toml:28:"), "{lever}: {said}");
        assert!(said.contains("portflow sweep"), "{lever}: {said}");
    }
    for lever in ["teams.desk.agents", "staffings.flow.teams.desk.agents"] {
        let found = sized(&loaded(&format!("{text}\n[size]\nfree = [\"{lever}\"]\n")), 40, None);
        assert!(found.best.is_some(), "{lever}");
    }
}

/// A morning planned by the hour, with the shares of requests in it.
fn morning(profile: &str) -> String {
    format!(
        "[run]\ndays = 20\n[opening]\nmon-fri = \"08:00-12:00\"\n[channels.phone]\nkind = \"live\"\nin_time = \"20s\"\n\
         patience = {{ exponential = {{ mean = \"3m\" }} }}\nprofile = {profile}\n\
         [groups.all]\naccounts = 1\nrequests_per_day = {{ phone = 600 }}\n\
         handle_time = {{ phone = {{ exponential = {{ mean = \"4m\" }} }} }}\n[sites.here]\nhourly_cost = 30\n\
         [teams.desk]\nagents_per_interval = [10, 25, 16, 6]\n[staffings.flow]\nladder = [\"anyone\"]\n\
         [goals.phone]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"20s\"\nat_least = 0.8\n"
    )
}

/// One contact in fifteen comes in the last hour: a goal of four in five over the day could do without it, and does not.
/// Where nothing comes in it, nobody is needed.
#[test]
fn no_hour_with_contacts_is_left_to_nobody() {
    let found = sized(&loaded(&morning("[10, 40, 20, 5]")), 20, None);
    let best = found.best.expect("a plan");
    assert!(best.iter().all(|people| *people > 0), "{best:?}");
    let found = sized(&loaded(&morning("[10, 40, 20, 0]")), 20, None);
    let best = found.best.expect("a plan");
    assert!(best[3] == 0 && best[..3].iter().all(|people| *people > 0), "{best:?}");
}
