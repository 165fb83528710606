// Goal: headers and occupations as people write them find their field and sector.
// Method: spellings with abbreviations, fillers and typing errors, and headers of other things.
#include "intake/words.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

TEST(Words, HeadersFindTheirField) {
  const struct {
    const char* header;
    Field field;
  } cases[] = {
      {"NIK", Field::nik},
      {"N.I.K", Field::nik},
      {"No. KTP", Field::nik},
      {"Nomor Induk Kependudukan", Field::nik},
      {"Nomer Induk Kependudukn", Field::nik},
      {"NIK (16 digit)", Field::nik},
      {"No KK", Field::kk},
      {"NAMA PEDAGANG", Field::name},
      {"Nama Lengkap (sesuai KTP)", Field::name},
      {"Full Name", Field::name},
      {"Tmpt Lahir", Field::birth_place},
      {"Tgl. Lahir", Field::birth_date},
      {"Tanggal Lahr", Field::birth_date},
      {"Tgl Lahir (dd/mm/yyyy)", Field::birth_date},
      {"Tempat, Tgl Lahir", Field::place_and_date},
      {"TTL", Field::place_and_date},
      {"L/P", Field::sex},
      {"Jns Kelamin", Field::sex},
      {"Jenis Kelamin (L/P)", Field::sex},
      {"Nama Ibu Kandung", Field::mother_name},
      {"RT/RW", Field::rt_and_rw},
      {"Desa/Kelurahan", Field::village},
      {"Kec.", Field::district},
      {"Kab/Kota", Field::regency},
      {"No. HP/WA", Field::phone},
      {"Nomor Telepon", Field::phone},
      {"Pekerjaan", Field::occupation},
      {"Jenis Dagangan", Field::occupation},
      {"Desil", Field::decile},
      {"No. KPJ", Field::kpj},
      {"NAMA_LGKP", Field::name},
      {"NAMA_TK", Field::name},
      {"nama_anggota_keluarga", Field::name},
      {"Nama Kader Posyandu", Field::name},
      {"NAMA LENGKAP & GELAR", Field::name},
      {"NAMA NELAYAN / ABK", Field::name},
      {"NAMA_LGKP_IBU", Field::mother_name},
      {"NIK PEMILIK", Field::nik},
      {"STAT_KWN", Field::marital},
      {"NAMA / NIK", Field::name_and_nik},
      {"Nama (NIK)", Field::name_and_nik},
      {"Nama KK", Field::head_name},
      {"NIK Kepala Keluarga", Field::head_nik},
      {"Tahun Lahir", Field::birth_year},
      {"Desa/Kec", Field::village},
      {"Nama Ayah", Field::ignored},
      {"No", Field::ignored},
      {"No. e-KTP", Field::nik},
      {"ID KTP", Field::nik},
      {"Nma Lengkp", Field::name},
      {"Nama Ketua/Anggota", Field::name},
      {"Birthday", Field::birth_date},
      {"Kel. (L/P)", Field::sex},
      {"POB", Field::birth_place},
      {"Kab/Kota Lahir", Field::birth_place},
      {"Village/Ward", Field::village},
      {"Desa Tempat Tinggal", Field::village},
      {"Kapanewon", Field::district},
      {"JENIS PEKERJAAN / USAHA", Field::occupation},
      {"PEKERJAAN_SEKARANG", Field::occupation},
      {"Pekerjaan Pokok", Field::occupation},
      {"Ibu Kdg", Field::mother_name},
      {"No. Kartu Klg", Field::kk},
      {"KPJ BPJSTK", Field::kpj},
      {"Omzet", Field::ignored},
  };
  for (const auto& c : cases) {
    const auto match = testing::words().header(c.header);
    ASSERT_TRUE(match) << c.header;
    EXPECT_EQ(to_text(match->field), to_text(c.field)) << c.header;
  }
  for (const char* other : {"", "Ukuran Sepatu", "Peserta Lomba", "Nama Toko", "3319"}) {
    EXPECT_FALSE(testing::words().header(other)) << other;
  }
}

TEST(Words, OccupationsFindTheirSector) {
  const struct {
    const char* occupation;
    std::optional<Sector> sector;
  } cases[] = {
      {"Petani", Sector::agriculture},
      {"BURUH TANI/PERKEBUNAN", Sector::agriculture},
      {"Buruh Harian Lepas", Sector::day_labour},
      {"Buruh nelayan", Sector::fishery},
      {"Pedagang sayur keliling", Sector::trade},
      {"Tukang batu", Sector::construction},
      {"Driver ojek online (Gojek)", Sector::transport},
      {"Ketua RT 03", Sector::community_head},
      {"Guru ngaji", Sector::religious},
      {"Relawan BPBD", Sector::volunteer},
      {"Astronaut", std::nullopt},
      {"", std::nullopt},
      // What is sold or worked at says more than that somebody is a craftsman or a labourer.
      {"tukang sayur keliling", Sector::trade},
      {"Tukang roti", Sector::trade},
      {"tukang urut", Sector::services},
      {"Tukang", Sector::construction},
      {"Tukang Sihir", std::nullopt},
      {"Buruh batik", Sector::manufacturing},
      {"buruh tambak", Sector::fishery},
      {"Buruh Angkut Pasar", Sector::transport},
      {"Buruh di desa", Sector::day_labour},
      {"kuli", Sector::day_labour},
      {"Ngojek", Sector::transport},
      {"Grab", Sector::transport},
      {"bakulan", Sector::trade},
      {"Mlijo", Sector::trade},
      {"dodol jajan", Sector::trade},
      {"nderes", Sector::agriculture},
      {"matun", Sector::agriculture},
      {"ngarit", Sector::agriculture},
      {"rewang", Sector::services},
      {"Pengamen", Sector::arts},
      {"GTT", Sector::other},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(testing::words().sector(c.occupation), c.sector) << c.occupation;
  }
}

TEST(Words, AFileOfWrongFormIsRefusedByLine) {
  EXPECT_EQ(Words::load("field,alias\nnik\n", "sector,occupation\n").error().where,
            "data/header_aliases.csv:2");
  EXPECT_FALSE(Words::load("field,alias\nshoe,sepatu\n", "sector,occupation\n"));
  EXPECT_FALSE(Words::load("field,alias\n", "sector,occupation\nmagic,dukun\n"));
}

}  // namespace
}  // namespace payung::intake
