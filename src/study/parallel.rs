//! Threads: the one file that knows them.
//!
//! Units go over the threads and come back in order; units that would leave threads idle (all of them where
//! they are fewer than the threads, else the last few) are split by staffing. Neither moves a byte of the
//! result: every draw is keyed, and parts are handed on in the order of replications.
//! In: which replications. Out: parts, in order. Must not know: what is made of them.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::contacts::Contacts;
use super::unit;
use crate::metrics::{Details, Part};
use crate::model::Model;
use crate::random::mix;
use crate::scenario::redraw::Redraw;

/// What to run.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its seed.
    pub seed: u64,
    /// Threads; 0 = all cores.
    pub threads: usize,
    /// Which staffings; `None` is all of them.
    pub staffings: Option<&'a [usize]>,
    /// What is kept beside the usual.
    pub details: Details,
    /// How to draw another desk for each replication; `None` is the same desk in all.
    pub redraw: Option<&'a Redraw>,
    /// Contacts that other runs have met, too.
    pub contacts: Option<&'a Contacts>,
    /// Raised to stop after the units in hand.
    pub interrupt: &'a AtomicBool,
}

/// What comes of each number below `count`, in order, on all cores.
pub(super) fn in_order<T: Send>(count: u32, make: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    (0..count).into_par_iter().map(make).collect()
}

/// A replication, and which of its staffings.
type Task = (u32, Vec<usize>);

impl Run<'_> {
    /// Plays replications `from..to` and hands each one's parts (one per staffing) on, in order, as soon as
    /// it is whole and those before it are. Returns the number handed on: fewer than asked after an
    /// interruption, which keeps what is finished.
    pub fn each(
        &self,
        from: u32,
        to: u32,
        tick: &(dyn Fn(u64) + Sync),
        take: impl FnMut(u32, Vec<Part>) + Send,
    ) -> u32 {
        let crew = Crew { threads: self.threads, interrupt: self.interrupt };
        let wanted = self.wanted();
        let tasks = tasks(&wanted, from, to, crew.count() as u32);
        let (mut whole, mut done, mut take) = (Vec::new(), 0, take);
        let same = |contacts: &&Contacts| self.redraw.is_none() && contacts.are_of(self.model, self.seed);
        let contacts = self.contacts.filter(same);
        let work = |(replication, staffings): &Task| {
            let parts = self.play(u64::from(*replication), staffings, contacts);
            tick(staffings.len() as u64);
            parts
        };
        crew.in_order(&tasks, &work, |(replication, _), parts| {
            whole.extend(parts);
            if whole.len() == wanted.len() {
                take(*replication, std::mem::take(&mut whole));
                done += 1;
            }
        });
        done
    }

    fn play(&self, replication: u64, staffings: &[usize], contacts: Option<&Contacts>) -> Vec<Part> {
        let redrawn = self.redraw.and_then(|redraw| redraw.model(mix(self.seed, replication)));
        if let Some(model) = &redrawn {
            return unit::play(model, self.seed, replication, staffings);
        }
        let kept = contacts.and_then(|contacts| contacts.of(self.model, self.seed, replication));
        unit::play_on(self.model, self.seed, replication, staffings, self.details, kept.as_deref())
    }

    fn wanted(&self) -> Vec<usize> {
        self.staffings.map_or_else(|| (0..self.model.staffings.len()).collect(), <[usize]>::to_vec)
    }
}

/// In the order of (replication, staffing): whole replications, then those cut up.
fn tasks(wanted: &[usize], from: u32, to: u32, threads: u32) -> Vec<Task> {
    let cut_from = to - to.saturating_sub(from) % threads.max(1);
    let whole = (from..cut_from).map(|replication| (replication, wanted.to_vec()));
    let cut = (cut_from..to)
        .flat_map(|replication| wanted.iter().map(move |staffing| (replication, vec![*staffing])));
    whole.chain(cut).collect()
}

/// Threads that share tasks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crew<'a> {
    /// How many; 0 = all cores.
    pub(super) threads: usize,
    /// Raised to stop after the tasks in hand.
    pub(super) interrupt: &'a AtomicBool,
}

impl Crew<'_> {
    fn pool(&self) -> Option<rayon::ThreadPool> {
        rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().ok()
    }

    /// How many threads there are.
    pub(super) fn count(&self) -> usize {
        self.pool().as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// Does all tasks and hands what each made on, in the order of tasks, as soon as those before it are done.
    pub(super) fn in_order<T: Sync, R: Send>(
        &self,
        tasks: &[T],
        work: &(dyn Fn(&T) -> R + Sync),
        take: impl FnMut(&T, R) + Send,
    ) {
        let pool = self.pool();
        let threads = pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads);
        let next = AtomicUsize::new(0);
        let line = Mutex::new(Line { take, next: 0, waiting: BTreeMap::new() });
        let work = || {
            while !self.interrupt.load(Ordering::SeqCst) {
                let index = next.fetch_add(1, Ordering::SeqCst);
                let Some(task) = tasks.get(index) else { break };
                let made = work(task);
                line.lock().unwrap_or_else(PoisonError::into_inner).hand_in(tasks, index, made);
            }
        };
        match &pool {
            Some(pool) => pool.scope(|scope| (0..threads).for_each(|_| scope.spawn(|_| work()))),
            // No threads to be had: one after the other.
            None => work(),
        }
    }
}

/// What waits until what comes before it is there.
struct Line<F, R> {
    take: F,
    next: usize,
    waiting: BTreeMap<usize, R>,
}

impl<F, R> Line<F, R> {
    fn hand_in<T>(&mut self, tasks: &[T], index: usize, made: R)
    where
        F: FnMut(&T, R),
    {
        self.waiting.insert(index, made);
        while let Some(made) = self.waiting.remove(&self.next) {
            (self.take)(&tasks[self.next], made);
            self.next += 1;
        }
    }
}
