//! What generated code costs, measured beside hand-written code in one run: `cargo xtask bench overhead`, `… memory`.

pub mod generated;
pub mod hand;
pub mod load;
pub mod process;
pub mod stream;

/// An error of any kind.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// Items as JSON text: about 200 bytes each.
pub fn items(count: usize) -> String {
    let items = (1..=count).map(|n| {
        let status = ["draft", "active", "gone"].get(n % 3).copied().unwrap_or_default();
        serde_json::json!({
            "id": n, "name": format!("Item number {n}"), "price": n as f64 / 4.0, "status": status,
            "createdAt": format!("2024-02-{:02}T12:30:{:02}Z", n % 28 + 1, n % 60),
            "tags": ["one", "two", format!("tag {n}")], "note": format!("The note of item {n}, which is a little longer."),
        })
    });
    serde_json::Value::Array(items.collect()).to_string()
}
