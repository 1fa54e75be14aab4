//! Who knows which account: a map of accounts × people, the darker the more contacts are remembered.
//!
//! In: the figures `known_contacts`. Out: SVG, a map for each staffing that has them. Accounts stand in the order of
//! the people who know them best in the first map, so that owners show as blocks along the diagonal. Must not know:
//! how contacts are remembered and forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::canvas::{Anchor, Canvas, Colour, GRID, SOFT, SOLID, WORDS};
use super::{EDGE, Head, WIDTH, made};
use crate::metrics::catalogue::{KNOWN_BY_BEST, KNOWN_CONTACTS, Unit};
use crate::report::words::{bare, shortened};
use crate::study::record::{Record, Results};

/// Height of an account's row.
const ROW: f64 = 15.0;
/// Room for the names of accounts.
const NAMES: f64 = 132.0;
/// Between two maps.
const GAP: f64 = 28.0;
/// Widest column.
const COLUMN: f64 = 52.0;
/// Contacts from which each shade is used; below the first nothing is drawn.
const SHADES: [(f64, u8); 5] = [(1.0, 0xE2), (3.0, 0xBD), (10.0, 0x8F), (30.0, 0x58), (100.0, 0x14)];

/// What is known with one staffing.
struct Map<'a> {
    staffing: &'a str,
    /// By account, person.
    cells: BTreeMap<(&'a str, &'a str), f64>,
    people: Vec<&'a str>,
    widest: f64,
}

/// Draws the plot; `None` where nothing is known of knowledge.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let mut maps: Vec<Map<'_>> =
        results.provenance.staffings.iter().filter_map(|name| map(results, name)).collect();
    // Where fewest people hold it comes first.
    maps.sort_by_key(|map| map.cells.values().filter(|known| **known >= SHADES[0].0).count());
    maps.truncate(2);
    let rows = rows(&maps);
    let title = title(results, &maps)?;
    let widest = maps.iter().map(|map| map.widest).fold(0.0, f64::max);
    let below = format!(
        "Contacts with an account that a person remembers at the end: the darker, the more. A row is an account, a column \
         a person. {}. The {:.0} % confidence intervals, not drawn, are at most ±{widest:.1} contacts.",
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let top = head.height() + 40.0;
    let low = top + ROW * rows.len() as f64;
    let mut canvas = Canvas::new(WIDTH, low + 84.0);
    head.draw(&mut canvas);
    for (index, account) in rows.iter().enumerate() {
        let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
        canvas.words(&shortened(account, 18), EDGE + NAMES - 8.0, top + ROW * (index as f64 + 0.8), pen);
    }
    let room = (WIDTH - 2.0 * EDGE - NAMES - GAP * (maps.len() - 1) as f64) / maps.len() as f64;
    for (place, map) in maps.iter().enumerate() {
        let left = EDGE + NAMES + place as f64 * (room + GAP);
        one(&mut canvas, map, &rows, (left, top, room));
    }
    key(&mut canvas, low + 62.0);
    Some(canvas.finish(&title, &below))
}

fn map<'a>(results: &'a Results, staffing: &'a str) -> Option<Map<'a>> {
    let mut map = Map { staffing, cells: BTreeMap::new(), people: Vec::new(), widest: 0.0 };
    let mut people = BTreeSet::new();
    let is_it = |record: &&Record| {
        record.metric == KNOWN_CONTACTS.name && record.staffing == staffing && record.point.is_empty()
    };
    for record in results.records.iter().filter(is_it) {
        if let (Some(agent), Some(account), Some(mean)) =
            (record.scope_value("agent"), record.scope_value("account"), record.mean)
        {
            map.cells.insert((account, agent), mean);
            map.widest = map.widest.max(record.half_width.unwrap_or(0.0));
            people.insert((counted(agent), agent));
        }
    }
    map.people = people.into_iter().map(|(_, name)| name).collect();
    (!map.cells.is_empty()).then_some(map)
}

/// A name in whose order 2 comes before 10: its numbers filled up with zeros.
fn counted(name: &str) -> String {
    let (mut all, mut number) = (String::new(), String::new());
    for letter in name.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if !number.is_empty() {
            // A string cannot fail to be written to.
            let _ = write!(all, "{number:0>12}");
            number.clear();
        }
        all.push(letter);
    }
    all
}

/// Accounts by who knows them best in the first map, then by how well.
fn rows<'a>(maps: &[Map<'a>]) -> Vec<&'a str> {
    let accounts: BTreeSet<&str> =
        maps.iter().flat_map(|map| map.cells.keys().map(|(account, _)| *account)).collect();
    let best = |account: &str| {
        let mut best = (usize::MAX, 0.0);
        let Some(map) = maps.first() else { return best };
        for (column, person) in map.people.iter().enumerate() {
            let known = map.cells.get(&(account, *person)).copied().unwrap_or(0.0);
            if known > best.1 {
                best = (column, known);
            }
        }
        best
    };
    let mut rows: Vec<((usize, f64), &str)> =
        accounts.into_iter().map(|account| (best(account), account)).collect();
    rows.sort_by(|(a, one), (b, other)| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(one.cmp(other)));
    rows.into_iter().map(|(_, account)| account).collect()
}

/// The finding: how much of what is known is with one person.
fn title(results: &Results, maps: &[Map<'_>]) -> Option<String> {
    let (first, last) = (maps.first()?, maps.last()?);
    let best = |map: &Map<'_>| results.figure(map.staffing, "all", KNOWN_BY_BEST.name);
    let (Some(most), Some(least)) = (best(first), best(last)) else {
        return Some("Who remembers how much of which account".into());
    };
    let share = |record: &Record| bare(record.mean, &Unit::Share);
    let apart = least.upper < most.lower || most.upper < least.lower;
    Some(if maps.len() > 1 && apart {
        format!(
            "The person who knows an account best holds {} % of what is known of it with {}, {} % with {}",
            share(most),
            first.staffing,
            share(least),
            last.staffing
        )
    } else {
        format!("The person who knows an account best holds about {} % of what is known of it", share(most))
    })
}

/// A map in its place: left, top, room.
fn one(canvas: &mut Canvas, map: &Map<'_>, rows: &[&str], (left, top, room): (f64, f64, f64)) {
    let columns = map.people.len();
    let column = (room / columns as f64).min(COLUMN);
    let (right, low) = (left + column * columns as f64, top + ROW * rows.len() as f64);
    let known = map.cells.values().filter(|known| **known >= SHADES[0].0).count() as f64;
    canvas.words(&shortened(map.staffing, 40), left, top - 22.0, WORDS.bold(13.0));
    let told = format!(
        "an account here is remembered by {:.1} of {columns} people",
        known / rows.len().max(1) as f64
    );
    canvas.words(&told, left, top - 7.0, WORDS.coloured(SOFT));
    for (row, account) in rows.iter().enumerate() {
        for (place, person) in map.people.iter().enumerate() {
            let known = map.cells.get(&(*account, *person)).copied().unwrap_or(0.0);
            if let Some((_, grey)) = SHADES.iter().rev().find(|(from, _)| known >= *from) {
                let (x, y) = (left + column * place as f64, top + ROW * row as f64);
                canvas.rect(x, y, column, ROW, Colour(*grey, *grey, *grey));
            }
        }
    }
    for line in 0..=rows.len() {
        let y = top + ROW * line as f64;
        canvas.line(&[(left, y), (right, y)], GRID, 0.5, SOLID);
    }
    for line in 0..=columns {
        let x = left + column * line as f64;
        canvas.line(&[(x, top), (x, low)], GRID, 0.5, SOLID);
    }
    let frame = [(left, top), (right, top), (right, low), (left, low), (left, top)];
    canvas.line(&frame, SOFT, 1.0, SOLID);
    people(canvas, map, (left, column), low + 18.0);
}

/// Names below columns: all where there is room, else the first and the last.
fn people(canvas: &mut Canvas, map: &Map<'_>, (left, column): (f64, f64), y: f64) {
    let widest = map.people.iter().map(|name| WORDS.width(name)).fold(0.0, f64::max);
    let pen = WORDS.coloured(SOFT);
    let right = left + column * map.people.len() as f64;
    if widest + 4.0 <= column {
        for (place, name) in map.people.iter().enumerate() {
            canvas.words(name, left + column * (place as f64 + 0.5), y, pen.anchored(Anchor::Middle));
        }
    } else if let (Some(first), Some(last)) = (map.people.first(), map.people.last()) {
        canvas.words(&shortened(first, 20), left, y, pen);
        canvas.words(&shortened(last, 20), right, y, pen.anchored(Anchor::End));
    }
}

/// What the shades mean.
fn key(canvas: &mut Canvas, y: f64) {
    let mut x = EDGE + NAMES;
    canvas.words("contacts:", x - 8.0, y, WORDS.anchored(Anchor::End));
    for (place, (from, grey)) in SHADES.iter().enumerate() {
        canvas.rect(x, y - 11.0, 22.0, 13.0, Colour(*grey, *grey, *grey));
        let words = SHADES
            .get(place + 1)
            .map_or_else(|| format!("{from:.0} and more"), |(to, _)| format!("{from:.0} to {to:.0}"));
        canvas.words(&words, x + 28.0, y, WORDS);
        x += 52.0 + WORDS.width(&words);
    }
    canvas.words("white: under 1", x, y, WORDS);
}

#[cfg(test)]
mod tests {
    use super::{counted, draw, map, rows};
    use crate::report::sample::sample;

    #[test]
    fn owners_show_as_blocks_and_numbers_count() {
        assert!(counted("lyon-2") < counted("lyon-10"));
        let results = sample();
        let staffings = &results.provenance.staffings;
        let first = map(&results, &staffings[0]).expect("a map");
        assert_eq!(first.people, ["lyon-1", "lyon-2", "lyon-3", "lyon-4"]);
        assert_eq!(rows(&[first]), ["key-0", "key-1", "key-2", "key-3"]);
        let svg = draw(&results).expect("a plot");
        assert!(svg.contains("holds 90.0 % of what is known of it with dedicated, 25.0 % with mix"));
        assert!(svg.contains("remembered by 1.0 of 4") && svg.contains("remembered by 4.0 of 4"));
    }
}
