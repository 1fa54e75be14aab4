//! Ladders in words.
//!
//! In: compiled ladders, names of teams and sites. Out: text. Must not know: the file, where the text is shown.

use super::crews::Crew;
use crate::model::{Absent, Ladder, Opens, Rung, Target};
use crate::time::{format_span, from_seconds};

/// A ladder in words: `owner → team after 20s`.
pub(super) fn words(ladder: &Ladder, crews: &[Crew], sites: &[&str]) -> String {
    let target = |target: &Target| match target {
        Target::Owner => "owner".to_string(),
        Target::Deputy => "deputy".to_string(),
        Target::Team => "team".to_string(),
        Target::TeamNamed(team) => format!("team {}", crews[usize::from(*team)].name),
        Target::Site => "site".to_string(),
        Target::SiteNamed(site) => format!("site {}", sites[usize::from(*site)]),
        Target::Anyone => "anyone".to_string(),
        Target::Last => "last".to_string(),
    };
    let rung = |rung: &Rung| {
        let whom: Vec<String> = rung.to.iter().map(target).collect();
        let whom = if rung.message.is_some() { "message".to_string() } else { whom.join(" or ") };
        let after = match &rung.opens {
            Opens::After(0) => String::new(),
            Opens::After(span) => format!(" after {}", format_span(*span)),
            Opens::Drawn(law) => format!(" after about {}", format_span(from_seconds(law.mean()))),
        };
        let idle =
            if rung.when_idle > 1 { format!(" while {} are idle", rung.when_idle) } else { String::new() };
        let kept = if rung.absent == Absent::Kept { " (waits for return)" } else { "" };
        let patience = match rung.patience {
            factor if factor.total_cmp(&1.0).is_eq() => String::new(),
            factor => format!(" (patience × {factor})"),
        };
        let balk = if rung.balk > 0.0 { format!(" ({} % balk)", 100.0 * rung.balk) } else { String::new() };
        format!("{whom}{after}{idle}{kept}{patience}{balk}")
    };
    ladder.rungs.iter().map(rung).collect::<Vec<String>>().join(" → ")
}
