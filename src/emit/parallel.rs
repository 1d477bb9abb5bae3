//! The same work on many things, on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many are worked on at a time, at most: a document that is set takes some hundred megabytes.
const AT_A_TIME: usize = 4;

/// What comes of each job, in their order, several at a time.
pub fn in_parallel<'j, J: Sync, R: Send>(jobs: &'j [J], run: &(dyn Fn(&'j J) -> R + Sync)) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(at) else { return done };
            done.push((at, run(job)));
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(AT_A_TIME).min(jobs.len());
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
