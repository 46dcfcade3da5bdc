//! The rows as a table for people, and their sums.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::log;
use super::lossy::Lossy;
use super::row::{Row, Status};

/// The table, what went wrong in each row, and the summary.
pub(super) fn render(rows: &[&Row]) -> String {
    let mut out = String::new();
    let width = rows.iter().map(|row| row.id.len()).max().unwrap_or_default();
    let _ = writeln!(
        out,
        "{:<width$}  {:<15} {:>11} {:>7} {:>6} {:>7} {:>6} {:>7} {:>8}",
        "id", "status", "operations", "schemas", "types", "lines", "gen s", "check s", "warnings"
    );
    for row in rows {
        let emitted = match (row.ops_in_spec, row.ops_emitted) {
            (in_spec, None) => number(in_spec),
            (in_spec, emitted) => format!("{}/{}", number(emitted), number(in_spec)),
        };
        let _ = writeln!(
            out,
            "{:<width$}  {:<15} {:>11} {:>7} {:>6} {:>7} {:>6} {:>7} {:>8}",
            row.id,
            row.status.as_str(),
            emitted,
            number(row.schemas_in_spec),
            number(row.types),
            number(row.lines),
            seconds(row.gen_s),
            seconds(row.check_s),
            number(row.warnings)
        );
    }
    for row in rows.iter().filter(|row| row.status != Status::Ok) {
        let _ = writeln!(
            out,
            "\n{} {}\n  {}\n  {}",
            row.status.as_str(),
            row.id,
            row.detail,
            log(&row.id).display()
        );
    }
    out.push('\n');
    out.push_str(&summary(rows));
    out
}

/// Sums, and the findings by code.
fn summary(rows: &[&Row]) -> String {
    let mut out = String::new();
    let statuses = Status::ALL.map(|status| (status, rows.iter().filter(|row| row.status == status).count()));
    let statuses = statuses.iter().filter(|(_, count)| *count > 0);
    let statuses: Vec<String> = statuses
        .map(|(status, count)| format!("{count} {}", status.as_str()))
        .collect();
    let _ = writeln!(out, "{} descriptions: {}", rows.len(), statuses.join(", "));
    let generated: Vec<&&Row> = rows.iter().filter(|row| row.ops_emitted.is_some()).collect();
    let sum = |field: fn(&Row) -> Option<usize>| generated.iter().filter_map(|row| field(row)).sum::<usize>();
    let time = |field: fn(&Row) -> Option<f64>| {
        generated
            .iter()
            .filter_map(|row| field(row))
            .fold(0.0, |sum, time| sum + time)
    };
    let _ = writeln!(
        out,
        "generated: {} operations of {}, {} schemas, {} types, {} lines in {:.1} s; checked in {:.1} s",
        sum(|row| row.ops_emitted),
        sum(|row| row.ops_in_spec),
        sum(|row| row.schemas_in_spec),
        sum(|row| row.types),
        sum(|row| row.lines),
        time(|row| row.gen_s),
        time(|row| row.check_s)
    );
    let mut codes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in rows {
        for (code, count) in row.codes.split(' ').filter_map(|entry| entry.split_once(':')) {
            let (findings, descriptions) = codes.entry(code).or_default();
            *findings += count.parse::<usize>().unwrap_or_default();
            *descriptions += 1;
        }
    }
    let _ = writeln!(out, "\n{:<24} {:>8} {:>12}", "code", "findings", "descriptions");
    for (code, (findings, descriptions)) in codes {
        let _ = writeln!(out, "{code:<24} {findings:>8} {descriptions:>12}");
    }
    let mut lossy = Lossy::default();
    { generated.iter() }.for_each(|row| lossy.add(&Lossy::parse(&row.lossy)));
    out.push('\n');
    out.push_str(&lossy.render(sum(|row| row.ops_in_spec)));
    out
}

/// A count, or a dash.
pub(super) fn number(value: Option<usize>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn seconds(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"))
}
