#pragma once

#include <string>

namespace payung {

/// Where the checkout lies, for tests that read its files. Defined in one generated source, so that
/// no test's compilation depends on the folder and ccache serves every clone.
const std::string& source_folder();

}  // namespace payung
