//! The stocks of one staffing: contacts remembered, by person and account, and by person and sector.
//!
//! All stocks fade by the same factor, so none has to be touched for it: instead of the old counting for less, the new
//! counts for more. A contact at a moment t adds [`Stocks::worth`] = 2^((t − origin) ÷ h) to a stock, and what is
//! remembered then is the stock divided by it. Before the worth grows large, the origin moves on and all stocks are
//! divided once.
//! Small desks have a cell for every (account, person); beyond [`DIRECT`] cells each account keeps its [`MOST`] people
//! who know it best: whoever is displaced keeps what the sector taught him, and what he knew of the account is summed up
//! in [`Stocks::displaced`].
//! In: contacts, hand-overs. Out: contacts remembered. Must not know: what knowledge does to a handling.

use super::curves::{faded, handed_over, ignorance, settled};
use crate::math::exp2;
use crate::model::knowledge::Settled;
use crate::model::{Knowledge, NONE, Written};
use crate::time::{Moment, NEVER, Span};

/// People kept per account where not everybody has a cell.
pub const MOST: usize = 64;

/// Cells (accounts × people) up to which everybody has one.
const DIRECT: usize = 1 << 18;

/// Half-lives after which the origin moves on: the fewer, the more exact is a worth (here, to about 12 × 2^-53).
const LONGEST: f64 = 8.0;

/// Half-lives after which nothing is left of anything. A half-point below a million, as scenarios have it, times the
/// worth at that time is still a number.
const ALL_FADED: f64 = 1000.0;

/// Somebody who remembers contacts with an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knower {
    /// Who.
    pub agent: u32,
    /// Contacts with it that they remember.
    pub contacts: f64,
    /// Whether they know it well: ê of e50 or more.
    pub is_proficient: bool,
}

/// What everybody of a staffing knows.
#[derive(Debug, Clone)]
pub struct Stocks<'m> {
    knowledge: &'m Knowledge,
    /// x·(1 − κd) of each account, as it is in this staffing.
    hidden: &'m [f64],
    /// d of each account, as it is in this staffing.
    documented: &'m [f64],
    /// Cells of an account.
    slots: usize,
    direct: bool,
    /// Who has each cell; empty where everybody has one.
    people: Vec<u32>,
    /// In contacts of the origin, as all stocks are.
    accounts: Vec<f64>,
    /// By agent, sector.
    sectors: Vec<f64>,
    origin: Moment,
    /// Half-lives in a µs.
    rate: f64,
    /// Contacts remembered that were displaced.
    displaced: f64,
}

impl<'m> Stocks<'m> {
    /// The stocks of the first day: each settled stock for the time that its person has been there
    /// (`tenure` in µs by agent; [`NEVER`] = for ever).
    pub fn new(
        knowledge: &'m Knowledge,
        agents: usize,
        start: &Settled,
        tenure: impl Fn(u32) -> Span,
    ) -> Self {
        let accounts = knowledge.hidden.len();
        let (direct, slots) = shape(agents, accounts);
        let mut stocks = Self {
            knowledge,
            hidden: &knowledge.hidden,
            documented: &knowledge.documented,
            slots,
            direct,
            people: if direct { Vec::new() } else { vec![NONE; accounts * slots] },
            accounts: vec![0.0; accounts * slots],
            sectors: vec![0.0; agents * knowledge.sectors],
            origin: 0,
            rate: 1.0 / knowledge.half_life as f64,
            displaced: 0.0,
        };
        for &(agent, account, level) in start {
            let tenure = tenure(agent);
            let grown = if tenure == NEVER { 1.0 } else { 1.0 - faded(tenure, knowledge.half_life) };
            stocks.add(agent, account, 0, level * grown);
        }
        stocks
    }

    /// Bytes that the stocks of so many people take.
    pub fn bytes(agents: usize, accounts: usize) -> usize {
        let (direct, slots) = shape(agents, accounts);
        accounts * slots * (size_of::<f64>() + if direct { 0 } else { size_of::<u32>() })
    }

    /// The same where a staffing has accounts written down further than the scenario says.
    #[must_use]
    pub fn written(mut self, written: Option<&'m Written>) -> Self {
        if let Some(written) = written {
            (self.hidden, self.documented) = (&written.hidden, &written.documented);
        }
        self
    }

    /// The settled stocks of people who have had these contacts a (calendar) day: (agent, account, contacts a day,
    /// each weighed by what its channel teaches).
    pub fn settled(knowledge: &Knowledge, rates: &[(u32, u32, f64)]) -> Settled {
        let level = |rate: f64| settled(rate, knowledge.half_life, NEVER);
        let mut settled: Settled =
            rates.iter().map(|&(agent, account, rate)| (agent, account, level(rate))).collect();
        // Account by account, as tables lie in memory: every replication of every staffing begins with filling one.
        settled.sort_by_key(|(_, account, _)| *account);
        settled
    }

    /// ê: contacts with an account that a person remembers, those with others of its sector counted by their share.
    pub fn remembered(&self, agent: u32, account: u32, now: Moment) -> f64 {
        self.stock(agent, account) / self.worth(now)
    }

    /// A person's ignorance about an account: x·(1 − κd) ÷ (1 + ê/e50).
    #[inline]
    pub fn ignorance(&self, agent: u32, account: u32, now: Moment) -> f64 {
        // Both stock and half-point in contacts of the origin: nothing is divided by the worth.
        let half_effect = self.knowledge.half_effect * self.worth(now);
        ignorance(self.hidden[account as usize], self.stock(agent, account), half_effect)
    }

    /// Factor on the handle time of a contact: 1 + δ·ignorance.
    #[inline]
    pub fn factor(&self, agent: u32, account: u32, now: Moment) -> f64 {
        1.0 + self.knowledge.effect * self.ignorance(agent, account, now)
    }

    /// A handled contact adds what its channel teaches; returns the person's ignorance before it did. One look at the
    /// stocks serves both.
    #[inline]
    pub fn learn(&mut self, agent: u32, account: u32, channel: u8, now: Moment) -> f64 {
        let knowledge = self.knowledge;
        let worth = self.worth_of_more(now);
        let more = knowledge.weight[usize::from(channel)] * worth;
        let cell = self.find(agent, account).unwrap_or_else(|| self.room(agent, account, now));
        let own = self.accounts[cell];
        self.accounts[cell] = own + more;
        let mut stock = own;
        let sector = knowledge.sector[account as usize];
        if sector != NONE {
            let cell = self.sector(agent, sector);
            let all = self.sectors[cell];
            self.sectors[cell] = all + more;
            stock = with_sector(own, all, knowledge.sector_share);
        }
        ignorance(self.hidden[account as usize], stock, knowledge.half_effect * worth)
    }

    /// A person goes and the next of the same seat takes over what was written down or passed on.
    pub fn hand_over(&mut self, agent: u32, overlap_weeks: f64, absorption: f64) {
        let sectors = self.knowledge.sectors;
        let mut kept = vec![(0.0, 0.0); sectors];
        for account in 0..self.hidden.len() as u32 {
            let Some(cell) = self.find(agent, account) else { continue };
            let known = self.accounts[cell];
            let passed = known * handed_over(self.documented[account as usize], overlap_weeks, absorption);
            self.accounts[cell] = passed;
            if let Some(sum) = kept.get_mut(self.knowledge.sector[account as usize] as usize) {
                sum.0 += passed;
                sum.1 += known;
            }
        }
        for (sector, (passed, known)) in kept.into_iter().enumerate() {
            let cell = self.sector(agent, sector as u32);
            // What was learnt from displaced accounts is passed on as the others are.
            self.sectors[cell] *= if known > 0.0 { passed / known } else { 0.0 };
        }
    }

    /// What a person tells of an account to somebody else, in contacts, before it is known how much of it the other takes
    /// in; `leaves`: and keeps nothing of it.
    pub fn pass_on(
        &mut self,
        agent: u32,
        account: u32,
        now: Moment,
        overlap_weeks: f64,
        leaves: bool,
    ) -> f64 {
        let Some(cell) = self.find(agent, account) else { return 0.0 };
        let known = self.accounts[cell];
        if leaves {
            self.accounts[cell] = 0.0;
            let sector = self.knowledge.sector[account as usize];
            if sector != NONE {
                let cell = self.sector(agent, sector);
                self.sectors[cell] = (self.sectors[cell] - known).max(0.0);
            }
        }
        known / self.worth(now) * handed_over(self.documented[account as usize], overlap_weeks, 1.0)
    }

    /// A person is told so much about an account, in contacts.
    pub fn take_over(&mut self, agent: u32, account: u32, now: Moment, contacts: f64) {
        if contacts > 0.0 {
            self.add(agent, account, now, contacts);
        }
    }

    /// Everybody who has a cell of an account (on large desks its [`MOST`] best).
    pub fn of_account(&self, account: u32, now: Moment) -> impl Iterator<Item = Knower> + '_ {
        let (first, worth) = (account as usize * self.slots, self.worth(now));
        let well = self.knowledge.half_effect * worth;
        let sector = self.knowledge.sector[account as usize];
        (0..self.slots).filter_map(move |slot| {
            let agent = if self.direct { slot as u32 } else { self.people[first + slot] };
            let own = self.accounts[first + slot];
            (agent != NONE).then(|| Knower {
                agent,
                contacts: own / worth,
                is_proficient: self.beside(own, agent, sector) >= well,
            })
        })
    }

    /// Contacts remembered that had no room beside the [`MOST`] best of their accounts.
    pub fn displaced(&self) -> f64 {
        self.displaced
    }

    #[inline]
    fn sector(&self, agent: u32, sector: u32) -> usize {
        agent as usize * self.knowledge.sectors + sector as usize
    }

    #[inline]
    fn find(&self, agent: u32, account: u32) -> Option<usize> {
        let first = account as usize * self.slots;
        if self.direct {
            return Some(first + agent as usize);
        }
        self.people[first..first + self.slots].iter().position(|person| *person == agent).map(|at| first + at)
    }

    /// What a person has of an account, with its sector's share.
    #[inline]
    fn stock(&self, agent: u32, account: u32) -> f64 {
        let own = self.find(agent, account).map_or(0.0, |cell| self.accounts[cell]);
        self.beside(own, agent, self.knowledge.sector[account as usize])
    }

    /// What a person has of an account, with the share of its sector.
    #[inline]
    fn beside(&self, own: f64, agent: u32, sector: u32) -> f64 {
        if sector == NONE {
            return own;
        }
        with_sector(own, self.sectors[self.sector(agent, sector)], self.knowledge.sector_share)
    }

    fn add(&mut self, agent: u32, account: u32, now: Moment, contacts: f64) {
        let more = contacts * self.worth_of_more(now);
        let cell = self.find(agent, account).unwrap_or_else(|| self.room(agent, account, now));
        self.accounts[cell] += more;
        let sector = self.knowledge.sector[account as usize];
        if sector != NONE {
            let cell = self.sector(agent, sector);
            self.sectors[cell] += more;
        }
    }

    /// How many contacts of the origin one of now is worth.
    #[inline]
    fn worth(&self, now: Moment) -> f64 {
        exp2(((now - self.origin) as f64 * self.rate).min(ALL_FADED))
    }

    /// The same before stocks grow: not so much that they would ever be too large.
    #[inline]
    fn worth_of_more(&mut self, now: Moment) -> f64 {
        if (now - self.origin) as f64 * self.rate > LONGEST {
            self.move_origin(now);
        }
        self.worth(now)
    }

    /// Moves the origin on by whole half-lives: stocks are divided by a power of 2, and lose nothing by it.
    #[cold]
    fn move_origin(&mut self, now: Moment) {
        let half_lives = (now - self.origin) / self.knowledge.half_life;
        self.origin += half_lives * self.knowledge.half_life;
        let left = exp2(-(half_lives as f64).min(ALL_FADED));
        self.accounts.iter_mut().chain(&mut self.sectors).for_each(|stock| *stock *= left);
    }

    /// A cell for somebody new to a full account: that of whoever remembers least.
    #[cold]
    fn room(&mut self, agent: u32, account: u32, now: Moment) -> usize {
        let first = account as usize * self.slots;
        let cells = first..first + self.slots;
        let free = cells.clone().find(|cell| self.people[*cell] == NONE);
        let less = |a: &usize, b: &usize| self.accounts[*a].total_cmp(&self.accounts[*b]);
        let least = free.or_else(|| cells.min_by(less)).unwrap_or(first);
        self.displaced += self.accounts[least] / self.worth(now);
        self.people[least] = agent;
        self.accounts[least] = 0.0;
        least
    }
}

/// Whether everybody has a cell of every account, and how many cells an account has.
fn shape(agents: usize, accounts: usize) -> (bool, usize) {
    let direct = agents * accounts <= DIRECT || agents <= MOST;
    (direct, if direct { agents } else { MOST })
}

/// What somebody has of an account and, by its share, of others of its sector.
#[inline]
fn with_sector(own: f64, all: f64, share: f64) -> f64 {
    own + share * (all - own).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::{DIRECT, MOST, Stocks};
    use crate::knowledge::curves::settled;
    use crate::model::knowledge::{Outcome, Start};
    use crate::model::{Knowledge, NONE};
    use crate::random::{Purpose, Streams};
    use crate::time::{DAY, NEVER, Span};

    const HALF_LIFE: Span = 90 * DAY;

    fn same(a: f64, b: f64) -> bool {
        a.to_bits() == b.to_bits()
    }

    fn knowledge(accounts: usize, sector_of: impl Fn(usize) -> u32, sector_share: f64) -> Knowledge {
        Knowledge {
            effect: 0.25,
            half_effect: 30.0,
            half_life: HALF_LIFE,
            sector_share,
            weight: vec![1.0, 0.5],
            hidden: vec![1.0; accounts],
            documented: vec![0.4; accounts],
            sector: (0..accounts).map(sector_of).collect(),
            sectors: 2,
            unresolved: Outcome::same(1.0),
            errors: Outcome::default(),
            error_cost: 0.0,
            start: Start::Nothing,
        }
    }

    /// Literature §2: contacts at even spacing D leave q/(1 − q) just before each, q = 2^(−D/h).
    #[test]
    fn even_spacing_has_its_closed_form() {
        let knowledge = knowledge(1, |_| NONE, 0.0);
        let mut stocks = Stocks::new(&knowledge, 1, &Vec::new(), |_| NEVER);
        let spacing = 3 * DAY;
        for n in 1..=2_000 {
            stocks.learn(0, 0, 0, n * spacing);
        }
        let q = crate::math::exp2(-3.0 / 90.0);
        let before = stocks.remembered(0, 0, 2_001 * spacing);
        assert!((before - q / (1.0 - q)).abs() < 1e-9, "{before}");
    }

    /// E[e just before a contact] = r·h/ln 2 for Poisson contacts, at a false-alarm rate of 1e-4: contacts a half-life
    /// apart are hardly correlated, and 4 standard errors are taken of means over blocks of that length.
    #[test]
    fn poisson_contacts_settle_where_campbell_says() {
        let knowledge = knowledge(1, |_| NONE, 0.0);
        let mut stocks = Stocks::new(&knowledge, 1, &Vec::new(), |_| NEVER);
        let streams = Streams::new(7, 0);
        let rate = 0.4;
        let (mut at, mut blocks) = (0, vec![(0.0, 0.0); 1_200]);
        for n in 0.. {
            let gap = -crate::math::ln(streams.draw(Purpose::Test, 1, n).uniform()) / rate;
            at += (gap * DAY as f64) as Span;
            let block = (at / (3 * HALF_LIFE)) as usize;
            let Some(sum) = blocks.get_mut(block) else { break };
            sum.0 += stocks.remembered(0, 0, at);
            sum.1 += 1.0;
            stocks.learn(0, 0, 0, at);
        }
        // The first blocks are still on the way up.
        let blocks = &blocks[5..];
        let n = blocks.len() as f64;
        let (top, bottom): (f64, f64) =
            blocks.iter().fold((0.0, 0.0), |sum, block| (sum.0 + block.0, sum.1 + block.1));
        let mean = top / bottom;
        let spread: f64 = blocks.iter().map(|block| (block.0 - mean * block.1).powi(2)).sum();
        let error = (spread * n / (n - 1.0)).sqrt() / bottom;
        let exact = settled(rate, HALF_LIFE, NEVER);
        assert!((mean - exact).abs() < 4.0 * error, "{mean} ± {error}, exactly {exact}");
        assert!(error < 0.02 * exact, "the test can see an error of 8 %");
    }

    /// The origin moves on at every contact but the first; nothing is left of what is thousands of half-lives old.
    #[test]
    fn what_is_long_ago_is_forgotten_without_a_trace() {
        let knowledge = knowledge(1, |_| 0, 0.3);
        let mut stocks = Stocks::new(&knowledge, 1, &vec![(0, 0, 5.0)], |_| NEVER);
        let (mut now, mut wanted) = (0, 5.0);
        for half_lives in [1, 9, 40, 2_000] {
            now += Span::from(half_lives) * HALF_LIFE;
            wanted *= 0.5_f64.powi(half_lives);
            let remembered = stocks.remembered(0, 0, now);
            assert!((remembered - wanted).abs() <= wanted * 1e-14 + 1e-250, "{half_lives}: {remembered}");
            assert!((stocks.learn(0, 0, 0, now) - 1.0 / (1.0 + wanted / 30.0)).abs() < 1e-15);
            wanted += 1.0;
            assert!((stocks.remembered(0, 0, now) - wanted).abs() < 1e-14 * wanted);
        }
        assert!(same(stocks.ignorance(0, 0, now + 5_000 * HALF_LIFE), 1.0));
    }

    #[test]
    fn colleagues_of_the_sector_count_by_their_share() {
        let knowledge = knowledge(3, |account| if account == 2 { NONE } else { 1 }, 0.3);
        let mut stocks = Stocks::new(&knowledge, 2, &Vec::new(), |_| NEVER);
        stocks.learn(1, 0, 0, DAY);
        stocks.learn(1, 1, 1, DAY);
        stocks.learn(1, 2, 0, DAY);
        assert!((stocks.remembered(1, 0, DAY) - (1.0 + 0.3 * 0.5)).abs() < 1e-15);
        assert!((stocks.remembered(1, 1, DAY + HALF_LIFE) - 0.4).abs() < 1e-15);
        assert!(same(stocks.remembered(1, 2, DAY), 1.0));
        assert!(same(stocks.remembered(0, 0, DAY), 0.0));
        assert!(same(stocks.ignorance(0, 0, DAY), 1.0));
    }

    #[test]
    fn a_successor_starts_with_what_is_written_down() {
        let mut knowledge = knowledge(2, |_| 0, 0.3);
        knowledge.documented = vec![0.5, 0.0];
        let start = vec![(0, 0, 40.0), (0, 1, 20.0), (1, 0, 10.0)];
        let mut stocks = Stocks::new(&knowledge, 2, &start, |_| NEVER);
        stocks.hand_over(0, 0.0, 1.0);
        assert!((stocks.remembered(0, 0, 0) - 20.0).abs() < 1e-12, "nothing is left of the other account");
        assert!((stocks.remembered(0, 1, 0) - 0.3 * 20.0).abs() < 1e-12);
        assert!((stocks.remembered(1, 0, 0) - 10.0).abs() < 1e-12, "the colleague keeps all");
    }

    /// Where only the best 64 are kept, stocks are exact while an account has met no more, and nothing is lost
    /// without being counted.
    #[test]
    fn large_desks_keep_those_who_know_best() {
        let accounts = 400;
        let agents = DIRECT / accounts + 1;
        let knowledge = knowledge(accounts, |_| NONE, 0.0);
        let mut stocks = Stocks::new(&knowledge, agents, &Vec::new(), |_| NEVER);
        for agent in 0..MOST as u32 {
            for _ in 0..=agent {
                stocks.learn(agent * 3, 5, 0, DAY);
            }
        }
        for agent in 0..MOST as u32 {
            let remembered = stocks.remembered(agent * 3, 5, DAY);
            assert!((remembered - f64::from(agent) - 1.0).abs() < 1e-12, "{remembered}");
        }
        assert!(same(stocks.displaced(), 0.0));
        stocks.learn(7, 5, 0, DAY);
        assert!(same(stocks.remembered(7, 5, DAY), 1.0));
        assert!(same(stocks.remembered(0, 5, DAY), 0.0) && same(stocks.displaced(), 1.0));
    }
}
