//! What the benchmarks share: how two things are measured beside each other.
//!
//! A benchmark runs the peer and ours in one run, in turns, and prints the
//! ratio. Nothing here asserts a time; what must not grow is asserted by
//! counting (`tests/`).

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

/// The middle one of the pairs, by ratio.
///
/// # Panics
///
/// If there is none.
#[must_use]
pub fn median(mut pairs: Vec<Pair>) -> Pair {
    pairs.sort_by(|left, right| left.ratio().total_cmp(&right.ratio()));
    pairs[pairs.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_ratio() {
        let pair = |ours, peer| Pair {
            ours: Duration::from_millis(ours),
            peer: Duration::from_millis(peer),
        };
        let middle = median(vec![pair(30, 10), pair(10, 10), pair(40, 20)]);
        assert!((middle.ratio() - 2.0).abs() < f64::EPSILON);
    }
}
