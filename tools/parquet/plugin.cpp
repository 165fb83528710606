// The Parquet plugin: csv in, Parquet out, by Apache Arrow. Built by ./do parquet against the
// headers and libraries of the pyarrow wheel; src/api/parquet.hpp loads it.
#include <arrow/api.h>
#include <arrow/csv/api.h>
#include <arrow/io/api.h>
#include <parquet/arrow/writer.h>

#include <algorithm>
#include <string>

namespace {

constexpr int64_t kRowsOfAGroup = 128 * 1024;

/// Batch by batch, so that a file of any size needs little memory.
arrow::Status convert(const std::string& csv, const std::string& out) {
  ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(csv));
  auto convert_options = arrow::csv::ConvertOptions::Defaults();
  // Codes and ids of figures alone stay text; only these columns are numbers.
  for (const char* name :
       {"person", "bill", "payment", "payer", "month", "region", "key", "reference", "sector",
        "programmes", "kind", "start", "due_on", "received_on", "recorded_at"}) {
    convert_options.column_types[name] = arrow::utf8();
  }
  for (const char* name : {"number", "people", "lines", "total", "settled", "amount"}) {
    convert_options.column_types[name] = arrow::int64();
  }
  convert_options.strings_can_be_null = false;
  ARROW_ASSIGN_OR_RAISE(
      auto reader, arrow::csv::StreamingReader::Make(
                       arrow::io::default_io_context(), input, arrow::csv::ReadOptions::Defaults(),
                       arrow::csv::ParseOptions::Defaults(), convert_options));
  ARROW_ASSIGN_OR_RAISE(auto sink, arrow::io::FileOutputStream::Open(out));
  ARROW_ASSIGN_OR_RAISE(auto writer, parquet::arrow::FileWriter::Open(
                                         *reader->schema(), arrow::default_memory_pool(), sink));
  std::shared_ptr<arrow::RecordBatch> batch;  // shared: as Arrow hands it out
  for (;;) {
    ARROW_RETURN_NOT_OK(reader->ReadNext(&batch));
    if (batch == nullptr) break;
    ARROW_ASSIGN_OR_RAISE(auto table, arrow::Table::FromRecordBatches({batch}));
    ARROW_RETURN_NOT_OK(writer->WriteTable(*table, kRowsOfAGroup));
  }
  ARROW_RETURN_NOT_OK(writer->Close());
  return sink->Close();
}

}  // namespace

extern "C" int payung_parquet_from_csv(const char* csv, const char* out, char* message,
                                       unsigned long size) {
  const arrow::Status status = convert(csv, out);
  if (status.ok()) return 0;
  const std::string text = status.message();
  const std::size_t bytes = std::min<std::size_t>(text.size(), size - 1);
  std::copy_n(text.begin(), bytes, message);
  message[bytes] = '\0';
  return 1;
}
