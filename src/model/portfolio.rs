//! Portfolios: who owns which accounts, and who deputises.
//!
//! In: weights of accounts. Out: [`Portfolio`], and the stable [`cut`]. Must not know: ladders, chance.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Rows;

/// Owners and deputies of every account, as agents of the staffing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portfolio {
    /// Owners of each account, one per shift; empty rows where nobody owns it.
    pub owners: Rows,
    /// Their deputies, in the same order; `NONE` is left out.
    pub deputies: Rows,
}

/// What a cut is made on: an account's weight, and what it is to lie together with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Work or value; at least 0.
    pub weight: f64,
    /// Accounts with the same mark (sector, area) go to the same owner as far as may be.
    pub mark: u16,
    /// Orders accounts of equal weight.
    pub key: u64,
}

/// Donors that a new owner asks before being content with less than an even share.
const ASKED: usize = 256;

/// Deals accounts out among owners: the owner of each piece.
///
/// The cut is stable: it is made owner by owner, and each new owner takes accounts from those who have
/// most until the shares are even; so from n to n + 1 owners only the accounts of the new owner change
/// hands. `together` makes a new owner take accounts of one mark first.
pub fn cut(pieces: &[Piece], owners: usize, together: bool) -> Vec<u32> {
    let mut owner_of = vec![0; pieces.len()];
    let total: f64 = pieces.iter().map(|piece| piece.weight).sum();
    // Each owner's pieces, heaviest first.
    let mut order: Vec<u32> = (0..pieces.len() as u32).collect();
    let heavier = |a: &u32, b: &u32| {
        let (a, b) = (&pieces[*a as usize], &pieces[*b as usize]);
        b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key))
    };
    order.sort_by(heavier);
    let mut hands: Vec<Vec<u32>> = vec![order];
    let mut loads: Vec<f64> = vec![total];
    for new in 1..owners {
        let target = total / (new + 1) as f64;
        let mut donors: BinaryHeap<(u64, Reverse<usize>)> =
            loads.iter().enumerate().map(|(owner, load)| (load.to_bits(), Reverse(owner))).collect();
        let mut hand: Vec<u32> = Vec::new();
        let mut load = 0.0;
        let mut mark = None;
        let mut asked = 0;
        while let Some((_, Reverse(donor))) = donors.pop() {
            if asked == ASKED || loads[donor] <= target {
                break;
            }
            asked += 1;
            if together && mark.is_none() {
                mark = heaviest_mark(pieces, &hands[donor]);
            }
            let wanted = |piece: u32| mark.is_none_or(|mark| pieces[piece as usize].mark == mark);
            let taken = take(pieces, &mut hands[donor], target - load, loads[donor] - target, wanted);
            let taken = match taken {
                None if mark.is_some() => {
                    take(pieces, &mut hands[donor], target - load, loads[donor] - target, |_| true)
                }
                taken => taken,
            };
            let Some(piece) = taken else { continue };
            let weight = pieces[piece as usize].weight;
            loads[donor] -= weight;
            load += weight;
            owner_of[piece as usize] = new as u32;
            hand.push(piece);
            donors.push((loads[donor].to_bits(), Reverse(donor)));
        }
        hand.sort_by(heavier);
        hands.push(hand);
        loads.push(load);
    }
    owner_of
}

/// Takes the heaviest piece that neither fills the new hand beyond its share nor leaves the old one far below.
fn take(
    pieces: &[Piece],
    hand: &mut Vec<u32>,
    room: f64,
    surplus: f64,
    wanted: impl Fn(u32) -> bool,
) -> Option<u32> {
    // Half a piece too much is nearer to even than none.
    let most = room.min(1.5 * surplus + room * 1e-9);
    let first = hand.partition_point(|piece| pieces[*piece as usize].weight > most);
    let at = (first..hand.len()).find(|at| wanted(hand[*at]))?;
    Some(hand.remove(at))
}

/// The mark with the most weight in a hand.
fn heaviest_mark(pieces: &[Piece], hand: &[u32]) -> Option<u16> {
    let mut sums = std::collections::BTreeMap::new();
    for piece in hand {
        let piece = &pieces[*piece as usize];
        *sums.entry(piece.mark).or_insert(0.0) += piece.weight;
    }
    sums.into_iter().max_by(|a: &(u16, f64), b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(mark, _)| mark)
}

#[cfg(test)]
mod tests {
    use super::{Piece, cut};

    fn pieces(count: usize) -> Vec<Piece> {
        let weight = |index: usize| 1.0 + ((index * 7919) % 100) as f64 / 10.0;
        (0..count)
            .map(|index| Piece { weight: weight(index), mark: (index % 6) as u16, key: index as u64 })
            .collect()
    }

    #[test]
    fn one_more_owner_takes_only_his_own_accounts() {
        let pieces = pieces(240);
        for together in [false, true] {
            for owners in 1..24 {
                let before = cut(&pieces, owners, together);
                let after = cut(&pieces, owners + 1, together);
                for (old, new) in before.iter().zip(&after) {
                    assert!(old == new || *new == owners as u32);
                }
            }
        }
    }

    #[test]
    fn shares_are_even_to_within_the_heaviest_account() {
        let pieces = pieces(240);
        let total: f64 = pieces.iter().map(|piece| piece.weight).sum();
        for owners in [2, 5, 12, 24] {
            let cut = cut(&pieces, owners, false);
            for owner in 0..owners as u32 {
                let mine = pieces.iter().zip(&cut).filter(|(_, of)| **of == owner);
                let load: f64 = mine.map(|(piece, _)| piece.weight).sum();
                let share = total / owners as f64;
                assert!((load - share).abs() < 11.0, "{owner} of {owners}: {load} against {share}");
            }
        }
    }

    #[test]
    fn sectors_lie_together() {
        let pieces = pieces(240);
        let mixed = |together| {
            let cut = cut(&pieces, 12, together);
            let marks = |owner: u32| {
                let mine = pieces.iter().zip(&cut).filter(move |(_, of)| **of == owner);
                mine.map(|(piece, _)| piece.mark).collect::<std::collections::BTreeSet<u16>>().len()
            };
            (0..12).map(marks).sum::<usize>()
        };
        assert!(mixed(true) < mixed(false), "{} against {}", mixed(true), mixed(false));
    }
}
