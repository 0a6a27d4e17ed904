//! Decodes and encodes large responses with two kinds of types, alternately.

#[allow(dead_code)]
mod derived;

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use ours::runtime::Shape;
use ours::runtime::codec::{read_envelope, write_json};

/// The number of cases, the runs of each, and the length of a run.
const CASES: usize = 10;
const RUNS: usize = 101;
const MICROS: f64 = 2_000.0;

/// The envelope, as handwritten code would declare it.
#[derive(serde::Deserialize)]
struct Envelope<T> {
    #[serde(rename = "Response")]
    response: T,
}

macro_rules! case {
    ($name:literal, $index:literal, $module:ident::$output:ident) => {
        measure::<ours::$module::$output, derived::$module::$output>(
            $name,
            include_bytes!(concat!(stringify!($index), ".json")),
        );
    };
}

fn main() {
    // Cases are inserted here.
}

fn measure<O, D>(name: &str, body: &[u8])
where
    O: Shape + Default,
    D: serde::Serialize + serde::de::DeserializeOwned,
{
    static MEASURED: AtomicUsize = AtomicUsize::new(0);
    let Ok(Envelope { response }) = serde_json::from_slice::<Envelope<D>>(body) else { return };
    if MEASURED.fetch_add(1, Ordering::Relaxed) >= CASES {
        return;
    }
    let mut output = O::default();
    let envelope = read_envelope(body, &mut output).expect("a response");
    assert!(envelope.deviations.is_empty(), "{name}: {:?}", envelope.deviations);
    let mut read = || {
        let mut output = O::default();
        black_box(read_envelope(black_box(body), &mut output).is_ok());
        drop(black_box(output));
    };
    let mut derived = || drop(black_box(serde_json::from_slice::<Envelope<D>>(black_box(body)).ok()));
    let (ours, theirs) = alternate([&mut read, &mut derived]);
    println!("read {name}, {} bytes: {ours:.1} us, {:.2} of serde derive ({theirs:.1} us)", body.len(), ours / theirs);
    let mut write = || drop(black_box(write_json(black_box(&output))));
    let mut derived = || drop(black_box(serde_json::to_vec(black_box(&response))));
    let (ours, theirs) = alternate([&mut write, &mut derived]);
    println!("write {name}: {ours:.1} us, {:.2} of serde derive ({theirs:.1} us)", ours / theirs);
}

/// Returns the least time of each in microseconds. They are measured alternately, so that noise affects both.
fn alternate(work: [&mut dyn FnMut(); 2]) -> (f64, f64) {
    let mut best = [f64::MAX; 2];
    let mut times = [1u32; 2];
    for _ in 0..RUNS {
        for index in 0..2 {
            let started = Instant::now();
            (0..times[index]).for_each(|_| work[index]());
            let micros = started.elapsed().as_secs_f64() * 1e6 / f64::from(times[index]);
            best[index] = best[index].min(micros);
            times[index] = (MICROS / micros.max(0.01)).clamp(1.0, 1e6) as u32;
        }
    }
    (best[0], best[1])
}
