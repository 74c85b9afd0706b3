//! What the benchmarks share: how two things are measured beside each other.
//!
//! A benchmark runs the peer and ours in one run, in turns, and prints the
//! ratio. Nothing here asserts a time; what must not grow is asserted by
//! counting (`tests/`).

pub mod application;
pub mod callgrind;
mod program;

use std::time::{Duration, Instant};

/// Two durations, taken in the same run.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// How long ours took.
    pub ours: Duration,
    /// How long the peer took.
    pub peer: Duration,
}

impl Pair {
    /// Ours divided by the peer's: 1.00 is as fast, 2.00 is twice as slow.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.ours.as_secs_f64() / self.peer.as_secs_f64()
    }
}

/// Runs `work` and says how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// The middle of each side: which of two runs first in a round moves both, but not the middles.
///
/// # Panics
///
/// If there is no pair.
#[must_use]
pub fn median(pairs: &[Pair]) -> Pair {
    let middle = |side: fn(&Pair) -> Duration| {
        let mut times: Vec<Duration> = pairs.iter().map(side).collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    Pair {
        ours: middle(|pair| pair.ours),
        peer: middle(|pair| pair.peer),
    }
}

/// The ratios in the middle and at the ends of the middle nine tenths.
///
/// # Panics
///
/// If there is no pair.
#[must_use]
pub fn ratios(pairs: &[Pair]) -> [f64; 3] {
    let mut ratios: Vec<f64> = pairs.iter().map(Pair::ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let last = ratios.len() - 1;
    [last / 20, last / 2, last - last / 20].map(|at| ratios[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(ours: u64, peer: u64) -> Pair {
        Pair {
            ours: Duration::from_millis(ours),
            peer: Duration::from_millis(peer),
        }
    }

    #[test]
    fn the_median_is_the_middle_of_each_side() {
        let middle = median(&[pair(30, 10), pair(10, 40), pair(20, 20)]);
        assert_eq!(middle.ours, Duration::from_millis(20));
        assert_eq!(middle.peer, Duration::from_millis(20));
    }

    #[test]
    fn the_ratios_are_the_middle_and_the_ends() {
        let pairs: Vec<Pair> = (0..=100).map(|ours| pair(ours, 100)).collect();
        let found = ratios(&pairs);
        for (found, expected) in found.into_iter().zip([0.05, 0.5, 0.95]) {
            assert!((found - expected).abs() < f64::EPSILON, "{found}");
        }
    }
}
