# The console and the pages' scripts and styles: made by web/build.mjs from npm packages, carried by
# the binary. Only the program needs Node.js to be built; the rules and the tests of the core do not.
find_program(PAYUNG_NODE node REQUIRED)
file(GLOB_RECURSE PAYUNG_SITE_FILES CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/web/console/src/* ${CMAKE_SOURCE_DIR}/web/pages/*
  ${CMAKE_SOURCE_DIR}/web/village/* ${CMAKE_SOURCE_DIR}/web/text/*)
list(FILTER PAYUNG_SITE_FILES EXCLUDE REGEX "/generated/")
set(PAYUNG_SITE_SOURCE ${CMAKE_BINARY_DIR}/site/payung_site.S)
add_custom_command(
  OUTPUT ${PAYUNG_SITE_SOURCE}
  COMMAND ${CMAKE_SOURCE_DIR}/web/packages.sh
  COMMAND ${PAYUNG_NODE} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_BINARY_DIR}/site
  DEPENDS ${PAYUNG_SITE_FILES} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_SOURCE_DIR}/web/packages.sh
          ${CMAKE_SOURCE_DIR}/web/package.json ${CMAKE_SOURCE_DIR}/web/package-lock.json
  COMMENT "Bundling the web application"
  VERBATIM)
target_sources(payung_site_pages PRIVATE ${PAYUNG_SITE_SOURCE})
