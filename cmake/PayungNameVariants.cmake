# data/name_variants.csv becomes rows of a constexpr table, generated/name_variants.inc, which
# src/linkage/name_variants.cpp includes: the words are data to whoever reads them and cost nothing
# at run time.
set(payung_variants_csv ${CMAKE_CURRENT_LIST_DIR}/../data/name_variants.csv)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${payung_variants_csv})
file(STRINGS ${payung_variants_csv} payung_variant_lines)
set(payung_variant_rows "")
foreach(line IN LISTS payung_variant_lines)
  if(line MATCHES "^(honorific|degree|short|first),([A-Z]+),([A-Z]*),")
    set(kind ${CMAKE_MATCH_1})
    set(words "\"${CMAKE_MATCH_2}\", \"${CMAKE_MATCH_3}\"")
    if(kind STREQUAL "short")
      set(kind short_)  # a word of the language
    endif()
    string(APPEND payung_variant_rows "{VariantKind::${kind}, ${words}},\n")
  elseif(NOT line MATCHES "^kind,")
    message(FATAL_ERROR "data/name_variants.csv: not kind,written,stands_for,source: ${line}")
  endif()
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/name_variants.inc
     CONTENT "${payung_variant_rows}" @ONLY)
