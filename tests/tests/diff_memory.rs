//! The memory of a comparison: little more than that of the two models that it compares.

use codegen_diff::accepted::Date;
use codegen_diff::published::{self, Published};
use codegen_diff::{Agreed, catalogue};
use codegen_model::load::published::Folder;
use peak_alloc::PeakAlloc;
use tests::metadata;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a comparison takes however small the models are, in KiB.
const FLOOR: usize = 256;

#[test]
fn a_comparison_takes_less_than_one_and_a_half_times_its_models() {
    // The rules are read once, whatever is compared.
    assert!(catalogue().count() > 100);
    let mut wrong = Vec::new();
    for releases in metadata::histories() {
        let [old, .., new] = &*releases else { panic!("a history has at least two releases") };
        let [base, head] = [old, new].map(|folder| Folder::open(folder).expect("metadata"));
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let folders =
            published::load(Published { source: &base, shown: "old/" }, Published { source: &head, shown: "new/" });
        let models = MEMORY.current_usage() - before;
        let loading = MEMORY.peak_usage() - before;
        let report = folders.report(false, &Agreed::none(Date { year: 2030, month: 1, day: 1 }));
        let peak = MEMORY.peak_usage() - before;
        let [models, loading, peak] = [models, loading, peak].map(|bytes| bytes / 1024);
        println!(
            "{} findings: models {models} KiB, loading {loading} KiB, comparison {peak} KiB",
            report.findings.len()
        );
        wrong.extend((peak * 2 >= models * 3 + 2 * FLOOR).then(|| format!("{peak} KiB for models of {models} KiB")));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
