//! Progress bars, on standard error and only on a terminal.

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Where progress is shown.
#[derive(Clone, Debug)]
pub struct Progress(MultiProgress);

impl Progress {
    /// Shows progress on standard error if that is a terminal.
    pub fn stderr() -> Self {
        Self(MultiProgress::new())
    }

    /// Shows nothing.
    pub fn hidden() -> Self {
        Self(MultiProgress::with_draw_target(ProgressDrawTarget::hidden()))
    }

    /// Prints a line on standard error, above the bars.
    pub fn say(&self, line: &str) {
        self.0.suspend(|| eprintln!("{line}"));
    }

    pub(crate) fn bytes(&self, total: u64) -> ProgressBar {
        self.bar(total, "uploading {bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}")
    }

    pub(crate) fn count(&self, total: usize) -> ProgressBar {
        self.bar(total as u64, "moderating {bar:40} {pos}/{len}")
    }

    fn bar(&self, total: u64, template: &str) -> ProgressBar {
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        self.0.add(ProgressBar::new(total).with_style(style))
    }
}
